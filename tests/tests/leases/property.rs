//! Whatever a client, two workers and strangers do in whatever order, the books agree with the chain after every step,
//! no time is billed in which nobody served, and in the end strangers alone bring the lease to its end.

use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_common::state::{CloseReason, LeaseState};
use proptest::prelude::*;

use crate::stage::{RATE, Stage, terms};
use crate::walk::walk_to_the_end;

#[derive(Clone, Copy, Debug)]
enum Step {
    Wait(i64),
    /// What the lease waits for next.
    Proceed,
    Claim,
    ClaimSecond,
    Start,
    StartSecond,
    Settle,
    TopUp(u64),
    Ping,
    Answer,
    Notice,
    Leave,
    Close,
    End,
    Cancel,
    Expire,
    Slash,
}

/// Most of the time the lease goes on; its client ends it rarely.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => 1i64..=90,
        4 => 90i64..=700,
        1 => 700i64..=5_000,
    ]
    .prop_map(Step::Wait);
    let party = prop_oneof![
        40 => Just(Step::Proceed),
        3 => Just(Step::Claim),
        3 => Just(Step::ClaimSecond),
        3 => Just(Step::Start),
        3 => Just(Step::StartSecond),
        6 => Just(Step::Settle),
        6 => (1u64..=2_000 * RATE).prop_map(Step::TopUp),
        12 => Just(Step::Ping),
        6 => Just(Step::Answer),
        3 => Just(Step::Notice),
        6 => Just(Step::Leave),
        3 => Just(Step::End),
        3 => Just(Step::Expire),
        12 => Just(Step::Slash),
        1 => prop_oneof![Just(Step::Close), Just(Step::Cancel)],
    ];
    proptest::collection::vec(prop_oneof![2 => step, 3 => party], 20..120)
}

/// What happened beside the books.
#[derive(Default)]
struct Record {
    /// Seconds in which the lease was running.
    running: i64,
    answers: u64,
    steps_taken: usize,
}

/// The step that the lease waits for.
fn next(stage: &Stage) -> Step {
    let account = stage.account();
    match stage.state() {
        LeaseState::Open if account.attempts.is_multiple_of(2) => Step::Claim,
        LeaseState::Open => Step::ClaimSecond,
        LeaseState::Assigned if account.worker == stage.scene.worker.address => Step::Start,
        LeaseState::Assigned => Step::StartSecond,
        LeaseState::Running if account.pinged_at != 0 => Step::Answer,
        LeaseState::Running => Step::Settle,
        LeaseState::Suspended | LeaseState::Closed => Step::TopUp(600 * RATE),
    }
}

fn take(stage: &mut Stage, record: &mut Record, step: Step) {
    let held = stage.account().operator != Default::default();
    let step = if matches!(step, Step::Proceed) { next(stage) } else { step };
    let outcome = match step {
        Step::Wait(seconds) => {
            if stage.state() == LeaseState::Running {
                record.running += seconds;
            }
            stage.scene.network.chain.advance(seconds);
            return;
        }
        Step::Claim => stage.claim(),
        Step::ClaimSecond => stage.claim_second(),
        Step::Start => stage.start(),
        Step::StartSecond => stage.start_second(),
        Step::TopUp(amount) => stage.top_up(amount),
        Step::Ping => stage.ping(),
        Step::Answer => stage.answer(),
        Step::Notice => stage.notice(),
        Step::Cancel => stage.cancel(),
        Step::Expire => stage.expire(),
        // What pays needs somebody to be paid.
        _ if !held => return,
        Step::Proceed => unreachable!("it is another step"),
        Step::Settle => stage.settle(),
        Step::Leave => stage.leave(),
        Step::Close => stage.close(CloseReason::Finished),
        Step::End => stage.end(),
        Step::Slash => stage.slash(),
    };
    if outcome.is_ok() {
        record.steps_taken += 1;
        record.answers += u64::from(matches!(step, Step::Answer));
    }
}

/// No more is paid than the time that was billed is worth, and a minute for each answer; and no more time is billed
/// than there was.
fn assert_paid_for_service(stage: &Stage, record: &Record) {
    let account = stage.account();
    // The last funds may pay for part of a second, each time that they run out.
    let most = account.billed_seconds + 60 * record.answers + record.steps_taken as u64;
    assert!(account.escrow.paid <= RATE * most, "paid for {} seconds, billed {most}", account.escrow.paid / RATE);
    let running = u64::try_from(record.running).expect("seconds");
    assert!(account.billed_seconds <= running, "billed {} of {running} seconds", account.billed_seconds);
    assert!(account.billed_seconds <= u64::from(account.max_seconds), "billed longer than it may last");
    assert!(account.penalised_bps <= 5_000 && account.attempts <= 8);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn books_agree_whatever_happens(
        steps in steps(),
        max_seconds in prop_oneof![3_600u32..=7_200, Just(86_400)],
        funded_seconds in 60u32..=3_600,
        with_backup: bool,
    ) {
        // Given a lease, with a backup or without
        let mut stage = Stage::new();
        let backup = if with_backup { stage.second.address } else { Default::default() };
        let terms = LeaseTerms { max_seconds, funded_seconds, backup, claim_seconds: 86_400, ..terms() };
        stage.open_lease(terms).expect("open");

        // When anything happens to it, then its books are looked at after each step
        let mut record = Record::default();
        for step in steps {
            take(&mut stage, &mut record, step);
            assert_paid_for_service(&stage, &record);
        }
        // and strangers end it
        walk_to_the_end(&mut stage);
    }
}
