//! Answering a ping: in time for a minute's pay, or late, once the penalty is taken.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs;
use furnace_common::state::{CloseReason, LeaseState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use solana_signer::Signer;

use crate::stage::{FUNDED, RATE, Stage, terms};

#[test]
fn who_answers_within_three_minutes_is_paid_throughout_and_a_minute_more() {
    // Given a running lease that its client pings, when its worker answers in the last second of three minutes
    let mut stage = Stage::running(terms());
    stage.at(100).ping().expect("ping");
    let receipt = stage.at(280).answer().expect("answer");
    assert_event(&receipt, "LeaseAnswered", (stage.lease, stage.scene.worker.address, true));
    assert_eq!((stage.account().pinged_at, stage.account().owed), (0, 160 * RATE));

    // Then no second is missing, and the client pays a minute for having asked
    stage.at(1_000).settle().expect("settle");
    let account = stage.account();
    assert_eq!((account.escrow.paid, account.billed_seconds), (1_060 * RATE, 1_000));
    assert_eq!(stage.incomes(), [Stage::earned(1_060), 0]);
}

#[test]
fn who_answers_later_pays_first_and_is_not_paid_for_the_outage() {
    // Given a worker that did not answer for a second more than three minutes
    let mut stage = Stage::running(terms());
    stage.at(100).ping().expect("ping");
    assert_error(stage.at(281).answer(), FurnaceJobsError::PenaltyDue);

    // When the penalty is taken and it answers
    stage.slash().expect("slash");
    let receipt = stage.at(300).answer().expect("answer");
    assert_event(&receipt, "LeaseAnswered", (stage.lease, stage.scene.worker.address, false));

    // Then the time until the ping and that since the answer are paid
    stage.at(1_000).settle().expect("settle");
    let account = stage.account();
    assert_eq!((account.escrow.paid, account.billed_seconds), (800 * RATE, 800));
    assert_eq!((stage.state(), account.attempts), (LeaseState::Running, 0));
}

#[test]
fn a_settlement_during_an_outage_changes_nothing_in_the_end() {
    // Given a ping, and a settlement before the answer, in time or late
    for (answered_at, paid, billed) in [(150, 1_060, 1_000), (300, 800, 800)] {
        let mut stage = Stage::running(terms());
        stage.at(100).ping().expect("ping");
        stage.at(120).settle().expect("settle");
        assert_eq!(stage.account().escrow.paid, 100 * RATE);
        stage.at(answered_at);
        if answered_at > 280 {
            stage.slash().expect("slash");
        }
        // When it is answered, then the sum is what it would have been
        stage.answer().expect("answer");
        stage.at(1_000).settle().expect("settle");
        assert_eq!((stage.account().escrow.paid, stage.account().billed_seconds), (paid * RATE, billed));
    }
}

#[test]
fn after_seven_minutes_no_answer_counts() {
    // Given a worker that paid for three minutes and is silent for more than seven
    let mut stage = Stage::running(terms());
    stage.ping().expect("ping");
    stage.at(181).slash().expect("slash");

    // When it answers in the seventh, then it does; later the second tier is due, and that takes the lease away
    let mut late = Stage::running(terms());
    late.ping().expect("ping");
    late.at(181).slash().expect("slash");
    stage.at(420).answer().expect("answer");
    assert_error(late.at(421).answer(), FurnaceJobsError::PenaltyDue);
    late.slash().expect("slash");
    assert_error(late.answer(), FurnaceJobsError::LeaseNotRunning);
}

#[test]
fn the_client_has_the_minute_there() {
    // Given a lease with a minute and nothing more left, when its ping is answered, then that minute is paid
    let mut stage = Stage::running(terms());
    stage.at(FUNDED - 60).ping().expect("ping");
    stage.answer().expect("answer");
    stage.settle().expect("settle");
    let account = stage.account();
    assert_eq!((account.escrow.paid, account.escrow.reserved), (u64::try_from(FUNDED).expect("seconds") * RATE, 0));
    assert_eq!(stage.state(), LeaseState::Suspended);
}

#[test]
fn there_must_be_a_ping_to_answer() {
    // Given a lease that nobody pinged, and one whose ping was answered, when it is answered, then it is refused
    let mut stage = Stage::running(terms());
    assert_error(stage.answer(), FurnaceJobsError::NoPing);
    stage.ping().expect("ping");
    stage.answer().expect("answer");
    assert_error(stage.answer(), FurnaceJobsError::NoPing);
}

#[test]
fn only_a_running_lease_is_answered_for() {
    // Given a lease that does not run, when its worker answers, then it is refused
    for stage in [Stage::assigned, Stage::suspended] {
        assert_error(stage(terms()).answer(), FurnaceJobsError::LeaseNotRunning);
    }
    let mut closed = Stage::running(terms());
    closed.ping().expect("ping");
    closed.close(CloseReason::Finished).expect("close");
    assert_error(closed.answer(), FurnaceJobsError::LeaseNotRunning);
}

#[test]
fn only_the_key_that_claimed_answers() {
    // Given a ping, when another worker answers, then it is refused
    let mut stage = Stage::running(terms());
    stage.ping().expect("ping");
    let key = stage.second.key.insecure_clone();
    let answer = jobs::lease_answer(key.pubkey(), stage.lease);
    assert_error(stage.send(&[answer], &[&key]), FurnaceJobsError::NotWorker);
}

#[test]
fn an_outage_that_ended_with_the_duty_costs_what_it_lasted() {
    // Given a ping a hundred seconds before the lease's time is up, when the worker answers an hour later
    let mut stage = Stage::running(LeaseTerms { max_seconds: 1_000, funded_seconds: 1_000, ..terms() });
    stage.at(900).ping().expect("ping");
    stage.at(4_600).answer().expect("nothing is due for a hundred seconds");

    // Then the outage is not billed
    stage.end().expect("end");
    assert_eq!(stage.account().escrow.paid, 900 * RATE);
}
