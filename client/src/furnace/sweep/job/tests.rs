use furnace_common::{
    limits::RETENTION_SECONDS,
    state::{AuditState, CrewKind, SeatState},
};
use solana_address::Address;

use super::super::Sweep;
use super::*;
use crate::accounts::ProgramAccount;

const ENDED: i64 = 1_000;
const SLOT: u64 = 50;
const EVERYTHING: Sweep = Sweep { report: true, close: true };
const GENTLE: Sweep = Sweep { report: false, close: false };

fn client() -> Address {
    Address::new_from_array([1; 32])
}

fn job(state: JobState) -> Job {
    let mut job = Job::parse(&vec![0; Job::SIZE]).expect("a job");
    job.client = client();
    job.state = state.byte();
    job.crew = CrewKind::Solo.byte();
    job.audit = AuditState::Clear.byte();
    job
}

fn view(sweep: Sweep, now: i64) -> View {
    View { caller: client(), now, slot: SLOT, sweep }
}

fn alone(job: &Job, sweep: Sweep, now: i64) -> Vec<Step> {
    steps(job, None, view(sweep, now))
}

/// Three replicas in these states, due at 100 and to reveal by 700; the job has a result that all share.
fn crew(state: JobState, seats: [SeatState; 3]) -> (Job, Crew) {
    let mut job = job(state);
    job.crew = CrewKind::Replicas.byte();
    job.deadline = 100;
    job.ended_at = ENDED;
    job.attached = 1;
    let mut crew = Crew::parse(&vec![0; Crew::SIZE]).expect("a crew");
    crew.joined = 3;
    crew.reveal_ends_at = 700;
    for (seat, state) in crew.seats.iter_mut().zip(seats) {
        seat.state = state.byte();
        crew.open += u8::from(state.is_open());
    }
    (job, crew)
}

#[test]
fn time_ends_what_nobody_took_or_delivered() {
    let mut waiting = job(JobState::Open);
    waiting.expires_at = 50;
    assert_eq!(alone(&waiting, EVERYTHING, 50), []);
    assert_eq!(alone(&waiting, GENTLE, 51), [Step::Expire]);
    let mut held = job(JobState::Running);
    held.deadline = 50;
    assert_eq!(alone(&held, EVERYTHING, 50), []);
    assert_eq!(alone(&held, EVERYTHING, 51), [Step::Reclaim]);
    assert_eq!(alone(&held, GENTLE, 51), [], "nobody is slashed unasked");
}

#[test]
fn a_result_is_settled_after_its_review() {
    let mut delivered = job(JobState::Review);
    delivered.review_ends_at = 50;
    assert_eq!(alone(&delivered, GENTLE, 49), []);
    assert_eq!(alone(&delivered, GENTLE, 50), [Step::Settle]);
}

#[test]
fn an_audit_is_drawn_and_begun_before_a_result_is_settled() {
    let mut delivered = job(JobState::Review);
    delivered.review_ends_at = 50;
    delivered.audit = AuditState::Pending.byte();
    delivered.audit_slot = SLOT;
    assert_eq!(alone(&delivered, GENTLE, 60), [], "the block that draws is not there before the next slot");
    delivered.audit_slot = SLOT - 1;
    assert_eq!(alone(&delivered, GENTLE, 40), [Step::DrawAudit]);
    delivered.audit = AuditState::Drawn.byte();
    assert_eq!(alone(&delivered, GENTLE, 60), [Step::OpenAudit]);
    delivered.state = JobState::Disputed.byte();
    assert_eq!(alone(&delivered, GENTLE, 60), [], "verifiers judge it");
}

#[test]
fn what_nobody_co_signed_lapses_after_its_review() {
    let mut delivered = job(JobState::Review);
    delivered.review_ends_at = 50;
    delivered.audit = AuditState::Unattested.byte();
    assert_eq!(alone(&delivered, EVERYTHING, 49), [], "the attestor still has time");
    assert_eq!(alone(&delivered, GENTLE, 50), [Step::Lapse]);
    delivered.state = JobState::Disputed.byte();
    assert_eq!(alone(&delivered, EVERYTHING, 60), [], "verifiers judge it");
    // Co-signed at 40, when its review ended.
    (delivered.state, delivered.audit, delivered.review_ends_at) =
        (JobState::Review.byte(), AuditState::Clear.byte(), 40);
    assert_eq!(alone(&delivered, GENTLE, 40), [Step::Settle]);
    // Its worker has it no more, and the account still says so.
    (delivered.state, delivered.audit, delivered.expires_at) =
        (JobState::Open.byte(), AuditState::Unattested.byte(), 100);
    assert_eq!(alone(&delivered, EVERYTHING, 100), []);
}

#[test]
fn a_settled_job_pays_its_credits_before_it_is_closed() {
    let mut settled = job(JobState::Settled);
    settled.progress.count = 2;
    settled.progress.credits[0].paid = 1;
    settled.escrow.reserved = 5;
    assert_eq!(alone(&settled, EVERYTHING, 0), [Step::PayCredit(1)]);
    settled.progress.credits[1].paid = 1;
    assert_eq!(alone(&settled, EVERYTHING, 0), [], "it still holds money");
    settled.escrow.reserved = 0;
    assert_eq!(alone(&settled, EVERYTHING, 0), [Step::Close]);
}

#[test]
fn bids_go_before_the_job_that_was_auctioned() {
    let mut expired = job(JobState::Expired);
    expired.attached = 1;
    assert_eq!(alone(&expired, EVERYTHING, 0), [Step::CloseBids]);
}

#[test]
fn jobs_stay_readable_unless_their_client_says_otherwise() {
    let mut settled = job(JobState::Settled);
    settled.ended_at = ENDED;
    let kept = ENDED + RETENTION_SECONDS;
    assert_eq!(alone(&settled, GENTLE, kept), []);
    assert_eq!(alone(&settled, GENTLE, kept + 1), [Step::Close]);
    let stranger = View { caller: Address::new_from_array([2; 32]), now: kept, slot: SLOT, sweep: EVERYTHING };
    assert_eq!(steps(&settled, None, stranger), []);
    assert_eq!(steps(&settled, None, View { now: kept + 1, ..stranger }), [Step::Close]);
}

#[test]
fn a_crew_at_work_is_waited_for_as_long_as_one_may_deliver() {
    let (job, crew) = crew(JobState::Running, [SeatState::Joined, SeatState::Committed, SeatState::Submitted]);
    let steps = |sweep, now| steps(&job, Some(&crew), view(sweep, now));
    assert_eq!(steps(EVERYTHING, 100), []);
    assert_eq!(steps(EVERYTHING, 101), [Step::ReclaimSeat(0)]);
    assert_eq!(steps(GENTLE, 700), []);
    assert_eq!(steps(GENTLE, 701), [Step::Conclude]);
}

#[test]
fn every_seat_of_an_ended_crew_is_resolved_and_then_closed() {
    let seats = [SeatState::Submitted, SeatState::Committed, SeatState::Submitted];
    let (job, mut crew) = crew(JobState::Settled, seats);
    crew.seats[2].result_hash = [9; 32];
    let (pay, release) = (Step::PaySeat(0), Step::ReleaseSeat(2));
    assert_eq!(steps(&job, Some(&crew), view(EVERYTHING, 700)), [pay, release]);
    assert_eq!(steps(&job, Some(&crew), view(EVERYTHING, 701)), [pay, release, Step::ReclaimSeat(1)]);
    assert_eq!(steps(&job, Some(&crew), view(GENTLE, 701)), [pay, release]);
    for seat in &mut crew.seats {
        seat.state = SeatState::Paid.byte();
    }
    crew.open = 0;
    assert_eq!(steps(&job, Some(&crew), view(GENTLE, 701)), [], "it names the parts that the client may still fetch");
    assert_eq!(steps(&job, Some(&crew), view(EVERYTHING, 701)), [Step::CloseCrew]);
}

#[test]
fn a_crew_that_never_assembled_is_let_go() {
    let (job, mut crew) = crew(JobState::Expired, [SeatState::Joined, SeatState::Joined, SeatState::Joined]);
    crew.joined = 2;
    crew.open = 2;
    assert_eq!(steps(&job, Some(&crew), view(GENTLE, 0)), [Step::ReleaseSeat(0), Step::ReleaseSeat(1)]);
}
