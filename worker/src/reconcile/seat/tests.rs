use proptest::prelude::*;

use super::*;
use crate::testing::crew_account;

const OWN: Address = Address::new_from_array([1; 32]);
const OTHER: Address = Address::new_from_array([2; 32]);
const DEADLINE: i64 = 1_000;
const REVEAL_END: i64 = 1_600;
const REVIEW_END: i64 = 2_000;
const STATES: [SeatState; 6] = [
    SeatState::Joined,
    SeatState::Committed,
    SeatState::Submitted,
    SeatState::Paid,
    SeatState::Released,
    SeatState::Lost,
];

/// A crew of two, the own seat in the first state and the other in the second.
fn crew(kind: CrewKind, state: JobState, seats: [SeatState; 2]) -> CrewAccount {
    let mut crew = crew_account(1, kind, 2, &[OWN, OTHER]);
    (crew.job.state, crew.job.expires_at, crew.job.deadline) = (state, 100, DEADLINE);
    (crew.job.review_ends_at, crew.reveal_ends_at) = (REVIEW_END, REVEAL_END);
    for (seat, state) in crew.seats.iter_mut().zip(seats) {
        seat.state = state;
    }
    crew
}

fn owed(crew: &CrewAccount, has_result: bool, now: i64) -> SeatDuty {
    seat_duty(crew, &OWN, has_result, now, 10)
}

#[test]
fn a_seat_in_a_forming_crew_is_kept_until_its_time_is_over() {
    let mut forming = crew(CrewKind::Gang, JobState::Open, [SeatState::Joined; 2]);
    forming.seats.pop();
    assert_eq!(owed(&forming, false, 100), SeatDuty::Wait);
    assert_eq!(owed(&forming, false, 101), SeatDuty::Settle);
    assert_eq!(seat_duty(&forming, &OTHER, false, 100, 10), SeatDuty::Nothing);
}

#[test]
fn a_replica_computes_commits_and_reveals() {
    let at_work = |own, other| crew(CrewKind::Replicas, JobState::Running, [own, other]);
    let joined = at_work(SeatState::Joined, SeatState::Joined);
    assert_eq!(owed(&joined, false, 0), SeatDuty::Compute);
    assert_eq!(owed(&joined, false, DEADLINE - 10), SeatDuty::HandBack);
    assert_eq!(owed(&joined, true, DEADLINE), SeatDuty::Commit);
    assert_eq!(owed(&joined, true, DEADLINE + 1), SeatDuty::Missed);
    let committed = at_work(SeatState::Committed, SeatState::Joined);
    assert_eq!(owed(&committed, true, DEADLINE), SeatDuty::AwaitReveal);
    assert_eq!(owed(&committed, true, DEADLINE + 1), SeatDuty::Reveal);
    assert_eq!(owed(&committed, false, DEADLINE), SeatDuty::Missed);
    let both = at_work(SeatState::Committed, SeatState::Committed);
    assert_eq!(owed(&both, true, 0), SeatDuty::Reveal);
    assert_eq!(owed(&both, true, REVEAL_END + 1), SeatDuty::Missed);
    let revealed = at_work(SeatState::Submitted, SeatState::Committed);
    assert_eq!(owed(&revealed, true, REVEAL_END), SeatDuty::AwaitReview);
    assert_eq!(owed(&revealed, true, REVEAL_END + 1), SeatDuty::Settle);
}

#[test]
fn a_gang_member_computes_and_submits_its_part() {
    let at_work = |own, other| crew(CrewKind::Gang, JobState::Running, [own, other]);
    let joined = at_work(SeatState::Joined, SeatState::Joined);
    assert_eq!(owed(&joined, false, 0), SeatDuty::Compute);
    assert_eq!(owed(&joined, true, DEADLINE), SeatDuty::SubmitPart);
    assert_eq!(owed(&joined, false, DEADLINE), SeatDuty::HandBack);
    let waiting = at_work(SeatState::Submitted, SeatState::Joined);
    assert_eq!(owed(&waiting, true, DEADLINE), SeatDuty::AwaitReview);
    assert_eq!(owed(&waiting, true, DEADLINE + 1), SeatDuty::Settle);
    let reviewed = crew(CrewKind::Gang, JobState::Review, [SeatState::Submitted; 2]);
    assert_eq!(owed(&reviewed, true, REVIEW_END - 1), SeatDuty::AwaitReview);
    assert_eq!(owed(&reviewed, true, REVIEW_END), SeatDuty::Settle);
}

#[test]
fn after_the_end_a_seat_is_revealed_freed_or_missed() {
    let ended = |state, own| crew(CrewKind::Replicas, state, [own, SeatState::Submitted]);
    assert_eq!(owed(&ended(JobState::Settled, SeatState::Submitted), true, 0), SeatDuty::Settle);
    assert_eq!(owed(&ended(JobState::Settled, SeatState::Committed), true, DEADLINE), SeatDuty::Reveal);
    assert_eq!(owed(&ended(JobState::Settled, SeatState::Joined), true, DEADLINE + 1), SeatDuty::Missed);
    assert_eq!(owed(&ended(JobState::Expired, SeatState::Joined), false, 0), SeatDuty::Settle);
    let mut failed = ended(JobState::Failed, SeatState::Joined);
    failed.ended_at = DEADLINE;
    assert_eq!(owed(&failed, false, REVIEW_END), SeatDuty::Settle);
    failed.ended_at = DEADLINE + 1;
    assert_eq!(owed(&failed, false, REVIEW_END), SeatDuty::Missed);
}

fn kinds() -> impl Strategy<Value = CrewKind> {
    prop::sample::select(vec![CrewKind::Replicas, CrewKind::Gang])
}

proptest! {
    #[test]
    fn nothing_is_owed_without_an_open_seat(
        kind in kinds(), state in prop::sample::select(JobState::ALL), own in prop::sample::select(STATES.to_vec()),
        has_result: bool, now: i64, margin in 0i64..1_000_000,
    ) {
        let crew = crew(kind, state, [own, SeatState::Joined]);
        prop_assert_eq!(seat_duty(&crew, &Address::default(), has_result, now, margin), SeatDuty::Nothing);
        let nothing = seat_duty(&crew, &OWN, has_result, now, margin) == SeatDuty::Nothing;
        prop_assert_eq!(nothing, !own.is_open() || state == JobState::Assigned);
    }

    #[test]
    fn a_finished_result_is_never_computed_again_nor_left_while_there_is_time(
        kind in kinds(), own in prop::sample::select(STATES[..3].to_vec()),
        other in prop::sample::select(STATES.to_vec()), now in -10i64..1_700, margin in 0i64..1_010,
    ) {
        let crew = crew(kind, JobState::Running, [own, other]);
        let owed = seat_duty(&crew, &OWN, true, now, margin);
        prop_assert!(!matches!(owed, SeatDuty::Compute | SeatDuty::HandBack | SeatDuty::Nothing | SeatDuty::Wait));
        let late = crew.due_at(&crew.seats[0]).is_some_and(|due_at| now > due_at);
        prop_assert_eq!(owed == SeatDuty::Missed, late);
    }

    #[test]
    fn nothing_is_revealed_while_anyone_could_copy_it(
        state in prop::sample::select(JobState::ALL), own in prop::sample::select(STATES.to_vec()),
        other in prop::sample::select(STATES.to_vec()), now in -10i64..1_700,
    ) {
        let crew = crew(CrewKind::Replicas, state, [own, other]);
        if owed(&crew, true, now) == SeatDuty::Reveal {
            prop_assert!(crew.may_reveal(now));
            prop_assert_eq!(own, SeatState::Committed);
        }
    }
}
