//! What the votes of a round say together, and when they are counted.

use furnace_client::accounts::JobState;
use furnace_client::furnace::DisputeStep;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::dispute;
use furnace_client::pda;
use furnace_common::dispute::{ACCUSER_FEES, COMMITTEE_SECONDS, FIRST_SEATS, VERIFIER_BOND};
use furnace_common::state::{DisputeState, Round, Ruling};
use furnace_tests::errors::assert_error;
use furnace_tests::network::CLAIM_SECONDS;
use furnace_tests::network::PRICE;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::scene::STAKE;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::books::assert_books;
use crate::committee::{THIRD, UNAVAILABLE};
use crate::court::{Court, FEE};

const NONE: [u8; 32] = [0; 32];

/// The ruling of a committee that votes so, and the result that it found right.
#[track_caller]
fn ruling(votes: &[Option<[u8; 32]>]) -> (Option<Ruling>, [u8; 32]) {
    let (mut court, dispute) = Court::drawn(votes.len());
    court.rule(dispute, votes);
    let found = court.dispute(&dispute);
    assert_eq!(found.state(), Some(DisputeState::Ruled));
    (found.ruling(), found.ruled_hash)
}

/// What carries a ruling of a first committee out, with the ruling that it carries out.
fn outcomes(court: &Court, dispute: Address) -> [(Instruction, &'static [Ruling]); 3] {
    let (found, job) = (court.dispute(&dispute), court.scene.network.job(&court.job));
    let accuser = pda::heat_account(&found.accuser);
    [
        (dispute::dispute_uphold(dispute, &found, &job, accuser), &[Ruling::Right, Ruling::Unavailable]),
        (dispute::dispute_convict(dispute, &found, &job), &[Ruling::Wrong]),
        (dispute::dispute_retry(dispute, &found, &job, accuser), &[Ruling::Undecided]),
    ]
}

#[test]
fn more_than_half_of_the_committee_decides() {
    let (right, wrong) = (Some(Court::result()), Some(CLAIMED_HASH));
    let (third, cannot) = (Some(THIRD), Some(UNAVAILABLE));
    for (votes, expected, found) in [
        ([right, right, right], Ruling::Right, Court::result()),
        ([right, wrong, right], Ruling::Right, Court::result()),
        ([right, right, None], Ruling::Right, Court::result()),
        ([cannot, right, right], Ruling::Right, Court::result()),
        ([wrong, wrong, right], Ruling::Wrong, CLAIMED_HASH),
        ([None, wrong, wrong], Ruling::Wrong, CLAIMED_HASH),
        // Nobody has to follow the accuser.
        ([third, wrong, third], Ruling::Wrong, THIRD),
        ([cannot, cannot, right], Ruling::Unavailable, Court::result()),
        ([cannot, wrong, cannot], Ruling::Unavailable, Court::result()),
        ([cannot, None, cannot], Ruling::Unavailable, Court::result()),
        ([right, wrong, third], Ruling::Undecided, NONE),
        ([right, wrong, None], Ruling::Undecided, NONE),
        ([right, wrong, cannot], Ruling::Undecided, NONE),
        ([wrong, None, None], Ruling::Undecided, NONE),
        ([right, None, None], Ruling::Undecided, NONE),
        ([cannot, None, None], Ruling::Undecided, NONE),
        // An accusation that nobody looked into is not shown.
        ([None, None, None], Ruling::Unavailable, Court::result()),
    ] {
        assert_eq!(ruling(&votes), (Some(expected), found), "{votes:?}");
    }
}

#[test]
fn a_committee_that_is_not_full_decides_as_it_is() {
    let (right, wrong) = (Some(Court::result()), Some(CLAIMED_HASH));
    assert_eq!(ruling(&[wrong]), (Some(Ruling::Wrong), CLAIMED_HASH));
    assert_eq!(ruling(&[right, right]), (Some(Ruling::Right), Court::result()));
    // Half is no majority.
    assert_eq!(ruling(&[right, wrong]), (Some(Ruling::Undecided), NONE));
    assert_eq!(ruling(&[wrong, None]), (Some(Ruling::Undecided), NONE));
}

#[test]
fn what_was_committed_to_and_not_shown_does_not_count() {
    // Given a committee that agrees, of which one alone shows its vote
    let (mut court, dispute) = Court::drawn(3);
    let members = court.members(dispute);
    for member in &members {
        court.try_commit(*member, dispute, CLAIMED_HASH).expect("vote is committed to");
    }
    court.try_show(members[0], dispute, CLAIMED_HASH).expect("vote is shown");

    // When it is counted after the time for that, then nothing has the majority of the committee
    let ends_at = court.dispute(&dispute).reveal_ends_at;
    court.scene.network.chain.set_time(ends_at + 1);
    court.try_rule(dispute).expect("votes are counted");
    assert_eq!(court.dispute(&dispute).ruling(), Some(Ruling::Undecided));
}

#[test]
fn votes_are_counted_when_no_more_can_come() {
    // Given a committee, of which one commits and shows, one commits, and one is silent
    let (mut court, dispute) = Court::drawn(3);
    let (members, found) = (court.members(dispute), court.dispute(&dispute));
    assert_error(court.try_rule(dispute), FurnaceSlashingError::VotingOpen);
    for member in &members[..2] {
        court.try_commit(*member, dispute, CLAIMED_HASH).expect("vote is committed to");
    }

    // When it is counted before the last second of commitments and of showing is over, then it is refused
    for now in [found.commit_ends_at, found.commit_ends_at + 1] {
        court.scene.network.chain.set_time(now);
        assert_error(court.try_rule(dispute), FurnaceSlashingError::VotingOpen);
    }
    court.try_show(members[0], dispute, CLAIMED_HASH).expect("vote is shown");
    court.scene.network.chain.set_time(found.reveal_ends_at);
    assert_error(court.try_rule(dispute), FurnaceSlashingError::VotingOpen);
    court.scene.network.chain.advance(1);
    court.try_rule(dispute).expect("votes are counted");

    // and they are counted once
    assert_error(court.try_rule(dispute), FurnaceSlashingError::NotVoting);
}

#[test]
fn a_committee_that_never_commits_is_counted_at_the_end_of_commitments() {
    let (mut court, dispute) = Court::drawn(3);
    let ends_at = court.dispute(&dispute).commit_ends_at;
    court.scene.network.chain.set_time(ends_at);
    assert_error(court.try_rule(dispute), FurnaceSlashingError::VotingOpen);
    court.scene.network.chain.advance(1);
    court.try_rule(dispute).expect("votes are counted");
}

#[test]
fn a_round_without_a_committee_ends_in_time_for_the_worker() {
    // Given an accusation that nobody can judge, announced anew in between
    let mut court = Court::new(0);
    let dispute = court.accuse();
    let ends_at = court.dispute(&dispute).round_at + COMMITTEE_SECONDS;
    court.scene.network.chain.advance(1_000);
    court.scene.network.draw_committee(dispute);

    // When its time is not over, then it is not counted; a second later it is
    court.scene.network.chain.set_time(ends_at);
    assert_error(court.try_rule(dispute), FurnaceSlashingError::VotingOpen);
    court.scene.network.chain.advance(1);
    court.try_rule(dispute).expect("the round ends");
    let found = court.dispute(&dispute);
    assert_eq!((found.ruling(), found.ruled_hash), (Some(Ruling::Unavailable), Court::result()));

    // and the accuser pays the worker its tenth, and nobody else
    court.scene.network.finish_dispute(dispute);
    assert_eq!(court.clients_heat(), ACCUSER_FEES * FEE - PRICE / 10);
    assert_eq!(court.scene.network.state(&court.job), JobState::Review);
    assert_books(&court.scene.network);
}

#[test]
fn each_ruling_is_carried_out_in_its_own_way() {
    let (right, wrong, cannot) = (Some(Court::result()), Some(CLAIMED_HASH), Some(UNAVAILABLE));
    // Given nothing ruled yet, when anything is carried out, then it is refused
    let (mut court, dispute) = Court::drawn(3);
    for (outcome, _) in outcomes(&court, dispute) {
        assert_error(court.scene.network.send(&[outcome], &[]), FurnaceSlashingError::NotRuled);
    }

    // Given each ruling, when another is carried out, then it is refused; and its own is carried out once
    for votes in [[right; 3], [wrong; 3], [cannot; 3], [right, wrong, cannot]] {
        let (mut court, dispute) = Court::drawn(3);
        court.rule(dispute, &votes);
        let ruling = court.dispute(&dispute).ruling().expect("a ruling");
        for (outcome, of) in outcomes(&court, dispute) {
            let mut network = court.scene.network.copy();
            let result = network.send(std::slice::from_ref(&outcome), &[]);
            if of.contains(&ruling) {
                result.expect("the ruling is carried out");
                assert_error(network.send(&[outcome], &[]), FurnaceSlashingError::NotRuled);
                assert_books(&network);
            } else {
                assert_error(result, FurnaceSlashingError::OtherRuling);
            }
        }
        let (found, none) = (court.dispute(&dispute), court.scene.reporter());
        for of_an_appeal in [
            dispute::penalty_release(dispute, &found, none, none),
            dispute::penalty_reverse(dispute, &found, none, none),
        ] {
            let result = court.scene.network.send(&[of_an_appeal], &[]);
            assert_error(result, FurnaceSlashingError::OtherRuling);
        }
    }
}

#[test]
fn where_nothing_is_found_the_job_is_done_again_and_nobody_pays() {
    // Given a committee that does not agree
    let mut court = Court::new(3);
    let worker = court.scene.worker.address;
    let before = (court.scene.network.worker_account(&worker), court.scene.network.job(&court.job));
    let balance = court.scene.network.balance(&court.scene.client.pubkey());
    let dispute = court.accuse();
    court.scene.network.draw_committee(dispute);
    court.rule(dispute, &[Some(Court::result()), Some(CLAIMED_HASH), Some(THIRD)]);
    assert_eq!(court.scene.network.next_step(&dispute), Some(DisputeStep::Retry));

    // When that is carried out
    court.scene.network.try_step(dispute).expect("the job is opened again");

    // Then the job waits for a worker, one attempt later, with all that is reserved for it
    let job = court.scene.network.job(&court.job);
    assert_eq!(court.scene.network.state(&court.job), JobState::Open);
    assert_eq!((job.attempts, job.disputes), (before.1.attempts + 1, 1));
    assert_eq!(job.escrow.reserved, before.1.escrow.reserved);
    assert_eq!(job.expires_at, court.scene.network.chain.now() + i64::from(CLAIM_SECONDS));
    // and the worker is free, and nobody counts it against it
    let after = court.scene.network.worker_account(&worker);
    assert_eq!((after.jobs, after.failed, after.completed), (before.0.jobs - 1, before.0.failed, before.0.completed));
    assert_eq!((court.scene.locked(), court.pool().active, court.income()), (0, STAKE, 0));
    // and the accuser has its bond, and the votes are neither paid nor punished
    assert_eq!(court.clients_heat(), ACCUSER_FEES * FEE);
    assert_eq!(court.scene.network.balance(&court.scene.client.pubkey()).reserved, balance.reserved);
    court.scene.network.finish_dispute(dispute);
    assert!((0..3).all(|verifier| court.verifier(verifier).bond == VERIFIER_BOND));
    assert!((0..3).all(|verifier| court.verifier(verifier).earned == 0));
    assert_books(&court.scene.network);

    // When the worker does it again, then that is another dispute
    let (worker, job) = (&court.scene.worker, court.job);
    court.scene.network.drive(worker, job, JobState::Review);
    let second = court.accuse();
    assert_ne!(second, dispute);
    assert_eq!((court.dispute(&second).number, court.dispute(&second).round()), (1, Some(Round::First)));
    assert_books(&court.scene.network);
}

#[test]
fn a_committee_has_three_seats() {
    let (court, dispute) = Court::drawn(12);
    assert_eq!(court.members(dispute).len(), FIRST_SEATS);
}
