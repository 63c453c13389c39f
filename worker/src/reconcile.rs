//! What the chain shows against what the journal says: pure decisions, so that every case can be tested.

mod lease;
mod seat;

use furnace_client::{
    accounts::{JobState, LeaseState},
    heat::Heat,
};
use furnace_common::{dispute::DRAW_SLOTS, state::AuditState};
use solana_address::Address;

use crate::{
    chain::{Auction, CrewAccount, JobAccount, LeaseAccount},
    journal::{Outcome, Step},
};

pub use lease::{LeaseDuty, Service, lease_duty};
pub use seat::{SeatDuty, seat_duty};

/// What a worker owes a job, as the chain shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// Nothing: it is not this worker's, or no longer.
    Nothing,
    /// Computing it; `started` says whether the chain knows of the start.
    Compute {
        /// Whether the chain knows of the start.
        started: bool,
    },
    /// Attesting to the result that is stored already.
    Attest {
        /// Whether the chain knows of the start.
        started: bool,
    },
    /// Handing it back: too little time is left to compute it.
    HandBack,
    /// Nothing more can be done: the deadline has passed.
    Missed,
    /// Waiting for the client, or for the end of the review.
    AwaitReview,
    /// Drawing whether its result is audited, which has to be known before it is paid.
    DrawAudit,
    /// Beginning the audit that was drawn.
    OpenAudit,
    /// Waiting for what is found of its result.
    AwaitRuling,
    /// Settling it: the review is over.
    Settle,
}

/// What `worker` owes a job at `now`, unix seconds. With less than `margin` seconds to the deadline there
/// is no use in computing.
pub fn duty(job: &JobAccount, worker: &Address, has_result: bool, now: i64, margin: i64) -> Duty {
    if job.worker != *worker {
        return Duty::Nothing;
    }
    let started = match job.state {
        JobState::Assigned => false,
        JobState::Running => true,
        JobState::Review => return of_result(job, now),
        JobState::Disputed => return Duty::AwaitRuling,
        _ => return Duty::Nothing,
    };
    if now > job.deadline {
        Duty::Missed
    } else if has_result {
        Duty::Attest { started }
    } else if job.deadline.saturating_sub(now) <= margin {
        Duty::HandBack
    } else {
        Duty::Compute { started }
    }
}

/// What is owed to a job whose result is in review.
fn of_result(job: &JobAccount, now: i64) -> Duty {
    // A slot is shorter than a second, so the block that draws is there by then.
    let drawn_at = job.submitted_at.saturating_add_unsigned(DRAW_SLOTS);
    match job.audit {
        AuditState::Drawn => Duty::OpenAudit,
        AuditState::Pending if now > drawn_at => Duty::DrawAudit,
        // What nobody co-signed is given up.
        AuditState::Clear | AuditState::Unattested if now >= job.review_ends_at => Duty::Settle,
        AuditState::Pending | AuditState::Clear | AuditState::Unattested => Duty::AwaitReview,
    }
}

/// How a journalled step for a job ended, by the job as it is now; `None` for a job that is closed.
///
/// A transaction that was cut off may still be executed; then the next survey shows it.
pub fn outcome(step: Step, job: Option<&JobAccount>, worker: &Address) -> Outcome {
    let Some(job) = job else {
        return if step == Step::Settle { Outcome::Done } else { Outcome::NotDone };
    };
    let own = job.worker == *worker;
    done(match step {
        Step::Claim => own && reached(job.state, JobState::Assigned),
        Step::Start => own && reached(job.state, JobState::Running),
        Step::Checkpoint(number) => own && reached(job.state, JobState::Running) && job.trail.sequence >= number,
        Step::Submit => own && reached(job.state, JobState::Review),
        Step::Quit => !job.is_held_by(worker),
        Step::DrawAudit => job.audit != AuditState::Pending,
        Step::OpenAudit => job.audit != AuditState::Drawn || job.state == JobState::Disputed,
        _ => job.state == JobState::Settled,
    })
}

/// How a journalled step for the bids of an order ended; `None` for an auction that is over.
pub fn bid_outcome(step: Step, auction: Option<&Auction>) -> Outcome {
    let own = auction.and_then(|auction| auction.own);
    done(match step {
        Step::Bid(price) => own == Some(Heat(price)),
        Step::Withdraw => own.is_none(),
        _ => auction.is_none(),
    })
}

/// How a journalled step for a seat ended; `None` for a crew that is closed.
pub fn seat_outcome(step: Step, crew: Option<&CrewAccount>, worker: &Address) -> Outcome {
    let seat = crew.and_then(|crew| crew.seat_of(worker)).map(|(_, seat)| seat);
    done(match step {
        Step::Join => seat.is_some(),
        Step::Meet(rank) => {
            crew.and_then(|crew| crew.seats.get(usize::from(rank))).is_some_and(|seat| seat.rendezvous.is_some())
        }
        Step::Commit => seat.is_some_and(|seat| seat.commitment != [0; 32]),
        Step::Reveal | Step::SubmitPart => seat.is_some_and(|seat| !seat.result.is_zero()),
        _ => seat.is_none_or(|seat| !seat.state.is_open()),
    })
}

/// How a journalled step for a lease ended; `None` for a lease that is closed.
pub fn lease_outcome(step: Step, lease: Option<&LeaseAccount>, worker: &Address) -> Outcome {
    let held = lease.filter(|lease| lease.is_held_by(worker));
    done(match step {
        Step::LeaseClaim => held.is_some(),
        Step::LeaseStart => held.is_some_and(|lease| lease.state != LeaseState::Assigned),
        Step::LeaseAnswer => held.is_none_or(|lease| lease.pinged_at == 0),
        Step::LeaseNotice => held.is_none_or(|lease| lease.leaves_at != 0),
        // A payment leaves no trace by which it could be told from the one before.
        Step::LeaseSettle => false,
        _ => held.is_none(),
    })
}

fn done(shown: bool) -> Outcome {
    if shown { Outcome::Done } else { Outcome::NotDone }
}

/// Whether a job came as far as `stage` on the way from a claim to its settlement.
fn reached(state: JobState, stage: JobState) -> bool {
    let way = [JobState::Assigned, JobState::Running, JobState::Review, JobState::Settled];
    let place = |wanted: JobState| way.iter().position(|state| *state == wanted);
    // A result that is judged was attested to.
    let state = if state == JobState::Disputed { JobState::Review } else { state };
    place(state).is_some_and(|at| Some(at) >= place(stage))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use furnace_client::artifacts::Digest;
    use furnace_common::state::{CrewKind, SeatState};

    use super::*;
    use crate::{
        chain::{Lot, Trail},
        testing::{crew_account, job_account, lease_account},
    };

    const OWN: Address = Address::new_from_array([1; 32]);
    const OTHER: Address = Address::new_from_array([2; 32]);

    fn job(state: JobState, worker: Address) -> JobAccount {
        JobAccount { state, worker, deadline: 1000, review_ends_at: 2000, ..job_account(7) }
    }

    #[test]
    fn each_state_has_its_duty() {
        let of = |state, has_result, now| duty(&job(state, OWN), &OWN, has_result, now, 10);
        assert_eq!(of(JobState::Assigned, false, 0), Duty::Compute { started: false });
        assert_eq!(of(JobState::Running, false, 0), Duty::Compute { started: true });
        assert_eq!(of(JobState::Running, true, 999), Duty::Attest { started: true });
        assert_eq!(of(JobState::Assigned, true, 999), Duty::Attest { started: false });
        assert_eq!(of(JobState::Running, false, 990), Duty::HandBack);
        assert_eq!(of(JobState::Running, false, 989), Duty::Compute { started: true });
        assert_eq!(of(JobState::Running, true, 1001), Duty::Missed);
        assert_eq!(of(JobState::Review, true, 1500), Duty::AwaitReview);
        assert_eq!(of(JobState::Review, true, 2000), Duty::Settle);
        assert_eq!(of(JobState::Disputed, true, 3000), Duty::AwaitRuling);
        assert_eq!(of(JobState::Settled, true, 3000), Duty::Nothing);
    }

    #[test]
    fn a_result_is_not_settled_before_its_audit_is_drawn_and_done() {
        let in_review = |audit| JobAccount { audit, submitted_at: 1500, ..job(JobState::Review, OWN) };
        let of = |audit, now| duty(&in_review(audit), &OWN, true, now, 10);
        assert_eq!(of(AuditState::Pending, 1502), Duty::AwaitReview);
        assert_eq!(of(AuditState::Pending, 1503), Duty::DrawAudit);
        assert_eq!(of(AuditState::Pending, 2000), Duty::DrawAudit);
        assert_eq!(of(AuditState::Drawn, 1501), Duty::OpenAudit);
        assert_eq!(of(AuditState::Drawn, 2000), Duty::OpenAudit);
        assert_eq!(of(AuditState::Clear, 2000), Duty::Settle);
    }

    #[test]
    fn a_result_waits_for_its_co_signature_as_long_as_for_its_review() {
        let of = |audit, now| {
            let job = JobAccount { audit, submitted_at: 1500, ..job(JobState::Review, OWN) };
            duty(&job, &OWN, true, now, 10)
        };
        assert_eq!(of(AuditState::Unattested, 1503), Duty::AwaitReview);
        assert_eq!(of(AuditState::Unattested, 1999), Duty::AwaitReview);
        assert_eq!(of(AuditState::Unattested, 2000), Duty::Settle);
        // Another worker's is none of its business, and what lapsed is nobody's.
        assert_eq!(duty(&job(JobState::Review, OTHER), &OWN, true, 2000, 10), Duty::Nothing);
        let lapsed = JobAccount { audit: AuditState::Unattested, ..job(JobState::Open, OWN) };
        assert_eq!(duty(&lapsed, &OWN, true, 2000, 10), Duty::Nothing);
        assert_eq!(outcome(Step::Settle, Some(&lapsed), &OWN), Outcome::NotDone);
    }

    #[test]
    fn a_cut_off_step_of_an_audit_is_seen_at_the_job() {
        let ended = |step, state, audit| outcome(step, Some(&JobAccount { audit, ..job(state, OWN) }), &OWN);
        assert_eq!(ended(Step::DrawAudit, JobState::Review, AuditState::Pending), Outcome::NotDone);
        assert_eq!(ended(Step::DrawAudit, JobState::Review, AuditState::Drawn), Outcome::Done);
        assert_eq!(ended(Step::OpenAudit, JobState::Review, AuditState::Drawn), Outcome::NotDone);
        assert_eq!(ended(Step::OpenAudit, JobState::Disputed, AuditState::Drawn), Outcome::Done);
        assert_eq!(ended(Step::OpenAudit, JobState::Review, AuditState::Clear), Outcome::Done);
        // It was submitted before anybody could question it.
        assert_eq!(ended(Step::Submit, JobState::Disputed, AuditState::Clear), Outcome::Done);
    }

    #[test]
    fn a_cut_off_claim_is_done_only_where_the_chain_shows_it() {
        let held = job(JobState::Assigned, OWN);
        assert_eq!(outcome(Step::Claim, Some(&held), &OWN), Outcome::Done);
        assert_eq!(outcome(Step::Start, Some(&held), &OWN), Outcome::NotDone);
        // After a reclaim the account still names the worker that lost it.
        assert_eq!(outcome(Step::Claim, Some(&job(JobState::Open, OWN)), &OWN), Outcome::NotDone);
        assert_eq!(outcome(Step::Claim, Some(&job(JobState::Running, OTHER)), &OWN), Outcome::NotDone);
        assert_eq!(outcome(Step::Quit, Some(&job(JobState::Open, OWN)), &OWN), Outcome::Done);
        assert_eq!(outcome(Step::Quit, Some(&held), &OWN), Outcome::NotDone);
        assert_eq!(outcome(Step::Settle, None, &OWN), Outcome::Done);
    }

    #[test]
    fn a_cut_off_bid_is_done_where_the_chain_shows_its_price() {
        let auction = |own| Auction {
            lot: Lot::Job(job(JobState::Open, Address::default())),
            ceiling: Heat(10),
            closes_at: 0,
            full: false,
            own,
            lowest_other: None,
            leads: false,
        };
        let ended = |step, own| bid_outcome(step, Some(&auction(own)));
        assert_eq!(ended(Step::Bid(9), Some(Heat(9))), Outcome::Done);
        assert_eq!(ended(Step::Bid(9), Some(Heat(10))), Outcome::NotDone);
        assert_eq!(ended(Step::Withdraw, Some(Heat(9))), Outcome::NotDone);
        assert_eq!(ended(Step::Withdraw, None), Outcome::Done);
        assert_eq!(ended(Step::Award, Some(Heat(9))), Outcome::NotDone);
        assert_eq!(bid_outcome(Step::Award, None), Outcome::Done);
    }

    #[test]
    fn a_cut_off_step_of_a_crew_is_seen_at_the_seat() {
        let mut crew = crew_account(1, CrewKind::Replicas, 2, &[OTHER, OWN]);
        let ended = |crew: &CrewAccount, step| seat_outcome(step, Some(crew), &OWN);
        assert_eq!(ended(&crew, Step::Join), Outcome::Done);
        assert_eq!(seat_outcome(Step::Join, Some(&crew), &Address::default()), Outcome::NotDone);
        assert_eq!(ended(&crew, Step::Commit), Outcome::NotDone);
        crew.seats[1].commitment = [1; 32];
        assert_eq!(ended(&crew, Step::Commit), Outcome::Done);
        assert_eq!(ended(&crew, Step::Reveal), Outcome::NotDone);
        crew.seats[1].result = Digest([1; 32]);
        assert_eq!(ended(&crew, Step::Reveal), Outcome::Done);
        assert_eq!(ended(&crew, Step::Meet(1)), Outcome::NotDone);
        crew.seats[1].rendezvous = Some([1; 96]);
        assert_eq!(ended(&crew, Step::Meet(1)), Outcome::Done);
        assert_eq!(ended(&crew, Step::QuitSeat), Outcome::NotDone);
        crew.seats[1].state = SeatState::Lost;
        assert_eq!(ended(&crew, Step::QuitSeat), Outcome::Done);
    }

    #[test]
    fn a_cut_off_step_of_a_lease_is_seen_in_its_state() {
        let held = |state| LeaseAccount { state, worker: OWN, ..lease_account(1) };
        let ended = |step, lease: &LeaseAccount| lease_outcome(step, Some(lease), &OWN);
        assert_eq!(ended(Step::LeaseClaim, &held(LeaseState::Assigned)), Outcome::Done);
        assert_eq!(ended(Step::LeaseClaim, &held(LeaseState::Open)), Outcome::NotDone);
        assert_eq!(ended(Step::LeaseStart, &held(LeaseState::Assigned)), Outcome::NotDone);
        assert_eq!(ended(Step::LeaseStart, &held(LeaseState::Running)), Outcome::Done);
        let pinged = LeaseAccount { pinged_at: 5, ..held(LeaseState::Running) };
        assert_eq!(ended(Step::LeaseAnswer, &pinged), Outcome::NotDone);
        assert_eq!(ended(Step::LeaseAnswer, &held(LeaseState::Running)), Outcome::Done);
        assert_eq!(ended(Step::LeaseNotice, &held(LeaseState::Running)), Outcome::NotDone);
        assert_eq!(ended(Step::LeaseNotice, &LeaseAccount { leaves_at: 9, ..pinged }), Outcome::Done);
        assert_eq!(ended(Step::LeaseEnd, &held(LeaseState::Running)), Outcome::NotDone);
        assert_eq!(lease_outcome(Step::LeaseEnd, None, &OWN), Outcome::Done);
    }

    #[test]
    fn a_cut_off_checkpoint_is_done_once_its_number_is_used() {
        let running =
            |sequence| JobAccount { trail: Trail { sequence, ..Trail::default() }, ..job(JobState::Running, OWN) };
        assert_eq!(outcome(Step::Checkpoint(3), Some(&running(3)), &OWN), Outcome::Done);
        assert_eq!(outcome(Step::Checkpoint(3), Some(&running(2)), &OWN), Outcome::NotDone);
        assert_eq!(outcome(Step::Checkpoint(3), Some(&running(3)), &OTHER), Outcome::NotDone);
    }

    proptest! {
        #[test]
        fn nothing_is_owed_for_the_jobs_of_others(
            state in prop::sample::select(JobState::ALL), has_result: bool, now: i64, margin in 0i64..1_000_000,
        ) {
            prop_assert_eq!(duty(&job(state, OTHER), &OWN, has_result, now, margin), Duty::Nothing);
        }

        #[test]
        fn a_held_job_is_never_left_silently(
            state in prop::sample::select(vec![JobState::Assigned, JobState::Running]),
            has_result: bool, now in -10i64..1010, margin in 0i64..1010,
        ) {
            let owed = duty(&job(state, OWN), &OWN, has_result, now, margin);
            prop_assert!(!matches!(owed, Duty::Nothing | Duty::AwaitReview | Duty::Settle));
            prop_assert_eq!(owed == Duty::Missed, now > 1000);
            if has_result && now <= 1000 {
                let attests = matches!(owed, Duty::Attest { .. });
                prop_assert!(attests, "a finished job is not lost");
            }
        }

        #[test]
        fn outcomes_only_grow_along_the_way(state in prop::sample::select(JobState::ALL)) {
            let job = job(state, OWN);
            let done = |step| outcome(step, Some(&job), &OWN) == Outcome::Done;
            prop_assert!(!done(Step::Start) || done(Step::Claim));
            prop_assert!(!done(Step::Submit) || done(Step::Start));
            prop_assert!(!done(Step::Settle) || done(Step::Submit));
        }
    }
}
