use super::*;
use crate::accounts::ProgramAccount;

const DEADLINE: i64 = 100;
const REVEAL_END: i64 = 700;

/// A crew of three replicas whose seats are in these states; the first two agree with the job.
fn crew(states: [SeatState; 3]) -> (Job, Crew) {
    let mut job = Job::parse(&vec![0; Job::SIZE]).expect("a job");
    let mut crew = Crew::parse(&vec![0; Crew::SIZE]).expect("a crew");
    job.state = JobState::Running.byte();
    job.crew = CrewKind::Replicas.byte();
    job.deadline = DEADLINE;
    job.result_hash = [5; 32];
    crew.reveal_ends_at = REVEAL_END;
    crew.joined = 3;
    for (seat, state) in crew.seats.iter_mut().zip(states) {
        seat.state = state.byte();
        seat.result_hash = [5; 32];
    }
    crew.seats[2].result_hash = [6; 32];
    (job, crew)
}

fn all(crew: &Crew, is: impl Fn(&Seat) -> bool) -> Vec<bool> {
    crew.taken().iter().map(is).collect()
}

#[test]
fn each_state_of_a_seat_has_its_own_time() {
    let (mut job, crew) = crew([SeatState::Joined, SeatState::Committed, SeatState::Submitted]);
    assert_eq!(all(&crew, |seat| crew.is_late(&job, seat, DEADLINE)), [false; 3]);
    assert_eq!(all(&crew, |seat| crew.is_late(&job, seat, DEADLINE + 1)), [true, false, false]);
    assert_eq!(all(&crew, |seat| crew.is_late(&job, seat, REVEAL_END + 1)), [true, true, false]);
    assert!(crew.is_awaited(&job, REVEAL_END) && !crew.is_awaited(&job, REVEAL_END + 1));
    // Who was still in time when the job failed is not late however long it stays.
    job.state = JobState::Failed.byte();
    job.ended_at = DEADLINE + 1;
    assert_eq!(all(&crew, |seat| crew.is_late(&job, seat, i64::MAX)), [true, false, false]);
    assert_eq!(all(&crew, |seat| crew.is_free(&job, seat)), [false, true, true]);
}

#[test]
fn a_settled_crew_pays_who_agreed_and_lets_the_others_go() {
    let (mut job, crew) = crew([SeatState::Paid, SeatState::Submitted, SeatState::Submitted]);
    assert_eq!(all(&crew, |seat| crew.is_payable(&job, seat)), [false; 3]);
    job.state = JobState::Settled.byte();
    assert_eq!(all(&crew, |seat| crew.is_payable(&job, seat)), [false, true, false]);
    assert_eq!(all(&crew, |seat| crew.is_free(&job, seat)), [false, false, true]);
    // Every member of a gang has its own part.
    job.crew = CrewKind::Gang.byte();
    assert_eq!(all(&crew, |seat| crew.is_payable(&job, seat)), [false, true, true]);
}

#[test]
fn a_job_that_ended_before_its_work_frees_everyone() {
    let (mut job, mut crew) = crew([SeatState::Joined, SeatState::Joined, SeatState::Released]);
    crew.joined = 2;
    assert_eq!(crew.taken().len(), 2);
    job.state = JobState::Expired.byte();
    assert_eq!(all(&crew, |seat| crew.is_free(&job, seat)), [true, true]);
    assert_eq!(all(&crew, |seat| crew.is_late(&job, seat, i64::MAX)), [false, false]);
}
