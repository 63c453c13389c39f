use anchor_lang::bytemuck::Zeroable;

use super::*;

const START: i64 = 1_000;
const DEADLINE: i64 = START + 100;
const REVEAL_END: i64 = DEADLINE + REVEAL_SECONDS as i64;

fn address(byte: u8) -> Address {
    Address::from([byte; 32])
}

fn result(byte: u8) -> Attestation {
    Attestation { result_hash: [byte; 32], log_hash: [0; 32], exit_code: 0 }
}

/// Worker, key and operator of each are of one number.
fn by(number: u8) -> Worker {
    Worker { key: address(number), operator: address(number), ..Worker::zeroed() }
}

/// A crew that waits for workers, with a hold of 10 a seat.
fn open(kind: CrewKind, seats: u8, quorum: u8) -> (Job, Crew) {
    let mut job = Job { seats, quorum, crew: kind.byte(), max_seconds: 100, review_seconds: 50, ..Job::zeroed() };
    job.state = JobState::Open.byte();
    job.expires_at = START;
    job.escrow.reserved = 10 * u64::from(seats);
    let mut crew = Crew::zeroed();
    crew.open(address(99), &mut job).unwrap();
    (job, crew)
}

fn join(job: &mut Job, crew: &mut Crew, number: u8, operator: u8) -> Result<u8> {
    let by = Worker { operator: address(operator), ..by(number) };
    crew.join(job, address(number), &by, START, || [0; 32])
}

/// A crew of workers 1 to n, at work.
fn assembled(kind: CrewKind, seats: u8, quorum: u8) -> (Job, Crew) {
    let (mut job, mut crew) = open(kind, seats, quorum);
    for number in 1..=seats {
        join(&mut job, &mut crew, number, number).unwrap();
    }
    (job, crew)
}

fn commit(job: &Job, crew: &mut Crew, index: u8, byte: u8, now: i64) -> Result<Address> {
    let worker = address(index + 1);
    let commitment = hashv(&[&[byte; 32], worker.as_ref(), &[7; 32]]).to_bytes();
    crew.commit(job, index, &worker, commitment, now)
}

fn reveal(job: &mut Job, crew: &mut Crew, index: u8, byte: u8, now: i64) -> Result<bool> {
    Ok(crew.reveal(job, index, &address(index + 1), &result(byte), &[7; 32], now)?.1)
}

fn lose(job: &mut Job, crew: &mut Crew, index: u8, now: i64) -> Result<()> {
    crew.lose(job, index, ReclaimReason::MissedDeadline, now)
}

#[test]
fn the_last_seat_assembles_and_no_worker_has_two() {
    let (mut job, mut crew) = open(CrewKind::Gang, 3, 0);
    assert_eq!(crew.each, 10);
    assert_eq!(join(&mut job, &mut crew, 1, 1).unwrap(), 0);
    assert!(join(&mut job, &mut crew, 1, 1).is_err());
    assert_eq!(join(&mut job, &mut crew, 2, 1).unwrap(), 1);
    assert_eq!(job.state().unwrap(), JobState::Open);
    assert_eq!(join(&mut job, &mut crew, 3, 3).unwrap(), 2);
    assert_eq!(job.state().unwrap(), JobState::Running);
    assert_eq!((job.deadline, crew.reveal_ends_at, crew.open), (DEADLINE, REVEAL_END, 3));
    assert!(join(&mut job, &mut crew, 4, 4).is_err());
}

#[test]
fn replicas_are_of_different_operators() {
    let (mut job, mut crew) = open(CrewKind::Replicas, 3, 2);
    join(&mut job, &mut crew, 1, 1).unwrap();
    assert!(join(&mut job, &mut crew, 2, 1).is_err());
    join(&mut job, &mut crew, 2, 2).unwrap();
    assert_eq!(crew.joined, 2);
}

#[test]
fn a_quorum_settles_once_and_others_may_follow() {
    let (mut job, mut crew) = assembled(CrewKind::Replicas, 4, 3);
    for (index, byte) in [(0, 5), (1, 6), (2, 5), (3, 5)] {
        commit(&job, &mut crew, index, byte, START).unwrap();
    }
    assert!(!reveal(&mut job, &mut crew, 0, 5, START).unwrap());
    assert!(!reveal(&mut job, &mut crew, 1, 6, START).unwrap());
    assert!(!reveal(&mut job, &mut crew, 2, 5, START).unwrap());
    assert_eq!(job.result_hash, [0; 32]);
    assert!(reveal(&mut job, &mut crew, 3, 5, START).unwrap());
    assert_eq!((job.state().unwrap(), job.result_hash), (JobState::Settled, [5; 32]));

    let (mut job, mut crew) = assembled(CrewKind::Replicas, 3, 2);
    for index in 0..3 {
        commit(&job, &mut crew, index, 5, START).unwrap();
    }
    assert!(!reveal(&mut job, &mut crew, 0, 5, START).unwrap());
    assert!(reveal(&mut job, &mut crew, 1, 5, START).unwrap());
    assert!(!reveal(&mut job, &mut crew, 2, 5, REVEAL_END).unwrap());
    assert_eq!((crew.submitted, job.ended_at), (3, START));
}

#[test]
fn nothing_is_shown_while_anyone_could_copy_it() {
    let (mut job, mut crew) = assembled(CrewKind::Replicas, 3, 2);
    assert!(crew.commit(&job, 0, &address(1), [0; 32], START).is_err());
    assert!(crew.commit(&job, 0, &address(2), [1; 32], START).is_err());
    commit(&job, &mut crew, 0, 5, START).unwrap();
    assert!(commit(&job, &mut crew, 0, 6, START).is_err());
    commit(&job, &mut crew, 1, 5, DEADLINE).unwrap();
    assert!(reveal(&mut job, &mut crew, 0, 5, DEADLINE).is_err());
    assert!(commit(&job, &mut crew, 2, 5, DEADLINE + 1).is_err());
    // Another result than the one committed to, and one that was never committed.
    assert!(reveal(&mut job, &mut crew, 0, 6, DEADLINE + 1).is_err());
    assert!(reveal(&mut job, &mut crew, 2, 5, DEADLINE + 1).is_err());
    assert!(!reveal(&mut job, &mut crew, 0, 5, DEADLINE + 1).unwrap());
    assert!(reveal(&mut job, &mut crew, 1, 5, REVEAL_END + 1).is_err());
    assert!(reveal(&mut job, &mut crew, 1, 5, REVEAL_END).unwrap());
}

#[test]
fn another_workers_commitment_cannot_be_opened() {
    let (mut job, mut crew) = assembled(CrewKind::Replicas, 2, 2);
    commit(&job, &mut crew, 0, 5, START).unwrap();
    let copied = crew.seats[0].commitment;
    crew.commit(&job, 1, &address(2), copied, START).unwrap();
    assert!(!reveal(&mut job, &mut crew, 0, 5, START).unwrap());
    assert!(reveal(&mut job, &mut crew, 1, 5, START).is_err());
}

#[test]
fn a_job_fails_once_nobody_is_awaited() {
    let (mut job, mut crew) = assembled(CrewKind::Replicas, 2, 2);
    commit(&job, &mut crew, 0, 5, START).unwrap();
    assert!(crew.conclude(&mut job, DEADLINE + 1).is_err());
    assert!(crew.conclude(&mut job, REVEAL_END).is_err());
    crew.conclude(&mut job, REVEAL_END + 1).unwrap();
    assert_eq!(job.state().unwrap(), JobState::Failed);

    // All disagree: no need to wait.
    let (mut job, mut crew) = assembled(CrewKind::Replicas, 2, 2);
    for index in 0..2 {
        commit(&job, &mut crew, index, index + 1, START).unwrap();
    }
    reveal(&mut job, &mut crew, 0, 1, START).unwrap();
    assert!(crew.conclude(&mut job, START).is_err());
    reveal(&mut job, &mut crew, 1, 2, START).unwrap();
    crew.conclude(&mut job, START).unwrap();

    let (mut job, crew) = assembled(CrewKind::Gang, 2, 0);
    assert!(crew.conclude(&mut job, DEADLINE).is_err());
    crew.conclude(&mut job, DEADLINE + 1).unwrap();
}

#[test]
fn replicas_go_on_while_a_quorum_is_left_and_a_gang_does_not() {
    let (mut job, mut crew) = assembled(CrewKind::Replicas, 3, 2);
    crew.lose(&mut job, 0, ReclaimReason::Quit, START).unwrap();
    assert_eq!(job.state().unwrap(), JobState::Running);
    assert!(lose(&mut job, &mut crew, 1, DEADLINE).is_err());
    assert!(crew.lose(&mut job, 1, ReclaimReason::Quit, DEADLINE + 1).is_err());
    lose(&mut job, &mut crew, 1, DEADLINE + 1).unwrap();
    assert_eq!(job.state().unwrap(), JobState::Failed);
    assert!(lose(&mut job, &mut crew, 1, DEADLINE + 1).is_err());
    // The third was late as well; that the job has ended meanwhile is no excuse.
    lose(&mut job, &mut crew, 2, DEADLINE + 2).unwrap();
    assert_eq!(crew.open, 0);

    let (mut job, mut crew) = assembled(CrewKind::Gang, 2, 0);
    crew.lose(&mut job, 1, ReclaimReason::Quit, START).unwrap();
    assert_eq!(job.state().unwrap(), JobState::Failed);
}

#[test]
fn the_last_part_of_a_gang_opens_the_review() {
    let (mut job, mut crew) = assembled(CrewKind::Gang, 3, 0);
    for index in [2, 0] {
        assert!(!crew.submit(&mut job, index, &address(index + 1), &result(index + 1), START + 5).unwrap().1);
    }
    assert!(crew.submit(&mut job, 0, &address(1), &result(1), START + 5).is_err());
    assert!(crew.submit(&mut job, 1, &address(2), &result(2), START + 9).unwrap().1);
    let combined = hashv(&[&[1; 32], &[2; 32], &[3; 32]]).to_bytes();
    assert_eq!((job.state().unwrap(), job.result_hash, job.exit_code), (JobState::Review, combined, 0));
    assert_eq!(job.review_ends_at, START + 9 + 50);
    assert!(lose(&mut job, &mut crew, 0, DEADLINE + 1).is_err());
}

#[test]
fn a_gang_with_a_part_that_failed_fails_and_nobody_is_to_blame() {
    let (mut job, mut crew) = assembled(CrewKind::Gang, 2, 0);
    let failed = Attestation { exit_code: 2, ..result(1) };
    crew.submit(&mut job, 0, &address(1), &failed, START + 5).unwrap();
    crew.submit(&mut job, 1, &address(2), &result(2), START + 9).unwrap();
    assert_eq!((job.state().unwrap(), job.exit_code), (JobState::Failed, 2));
    for index in [0, 1] {
        assert!(lose(&mut job, &mut crew, index, DEADLINE + 1).is_err());
        crew.release(&job, index).unwrap();
    }
}

#[test]
fn only_rank_0_tells_the_others_where_it_is() {
    let (job, mut crew) = assembled(CrewKind::Gang, 2, 0);
    assert!(crew.meet(&job, &address(2), 1, &[1; 96]).is_err());
    assert!(crew.meet(&job, &address(1), 0, &[1; 96]).is_err());
    assert!(crew.meet(&job, &address(1), 2, &[1; 96]).is_err());
    crew.meet(&job, &address(1), 1, &[1; 96]).unwrap();
    assert_eq!(crew.seats[1].rendezvous, [1; 96]);
}
