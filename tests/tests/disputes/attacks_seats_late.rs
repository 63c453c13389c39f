//! Replicas that try to be gone when they are accused: a pool answers for what its seats delivered for as long as it may be
//! judged.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::instructions::jobs;
use furnace_common::dispute::COMMITTEE_SECONDS;
use furnace_common::limits::{LEAVING_SECONDS, MAX_JOB_SECONDS, REVEAL_SECONDS};
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, PRICE, REVIEW_SECONDS, market_terms, replica_terms};
use furnace_tests::scene::STAKE;
use solana_signer::Signer;

use crate::replicas::{RIGHT, Replicas, WRONG};

const DAY: i64 = 86_400;
/// The longest time for replicas, and the longest to claim that goes with it: so that both ends are met.
const LONGEST_JOB: u32 = LEAVING_SECONDS as u32 - REVEAL_SECONDS - REVIEW_SECONDS;
const LONGEST_CLAIM: u32 = 67_800;

/// Two replicas, and the longest job for them, at which nobody is yet.
fn cast(verifiers: usize) -> Replicas {
    let mut replicas = Replicas::cast(verifiers, 2);
    let Replicas { network, stranger, client, .. } = &mut replicas;
    let market = MarketOpenInstructionArgs { max_job_seconds: MAX_JOB_SECONDS, ..market_terms(0) };
    network.market = network.open_market(stranger, market);
    let terms = JobTerms { max_seconds: LONGEST_JOB, claim_seconds: LONGEST_CLAIM, ..replica_terms(PRICE, 2, 2) };
    replicas.job = network.crewed(client, terms);
    replicas
}

#[test]
fn a_penalty_reaches_the_stake_that_was_there_when_the_seat_was_taken() {
    // Given a replica that takes its stake out when it has its seat
    let mut replicas = cast(3);
    replicas.network.try_join(&replicas.workers[0], replicas.job).expect("join");
    let (wallet, pool) = (replicas.operators[0].wallet.insecure_clone(), replicas.operators[0].pool);
    let shares = replicas.network.position(&pool, &wallet.pubkey()).shares;
    replicas.network.try_unstake(&wallet, pool, shares).expect("unstake");
    let unlocks_at = replicas.network.chain.now() + COOLDOWN;

    // When everybody takes all the time there is: to join, to work, to reveal, to accuse, to be drawn and to vote
    let last_moment = replicas.network.job(&replicas.job).expires_at;
    replicas.network.chain.set_time(last_moment);
    replicas.network.try_join(&replicas.workers[1], replicas.job).expect("join");
    let deadline = replicas.network.job(&replicas.job).deadline;
    replicas.network.chain.set_time(deadline);
    for seat in 0..2 {
        let worker = &replicas.workers[usize::from(seat)];
        replicas.network.try_commit(worker, replicas.job, seat, WRONG).expect("commit");
    }
    replicas.network.chain.set_time(deadline + i64::from(REVEAL_SECONDS));
    (0..2).for_each(|seat| drop(replicas.try_reveal(seat, WRONG).expect("reveal")));
    replicas.network.chain.advance(i64::from(REVIEW_SECONDS) - 1);
    let dispute = replicas.accuse(0, RIGHT);
    replicas.network.chain.advance(COMMITTEE_SECONDS - 1);
    // It is announced anew, so late.
    replicas.network.draw_committee(dispute);
    replicas.judge(dispute, RIGHT);

    // Then there is a day left to carry the ruling out, and the stake bears it
    assert!(replicas.dispute(&dispute).reveal_ends_at + DAY <= unlocks_at);
    replicas.network.try_step(dispute).expect("conviction");
    assert_eq!(replicas.dispute(&dispute).penalty, PRICE + STAKE / 20);
    replicas.assert_books();
}

#[test]
fn books_and_crews_stay_for_as_long_as_seats_can_be_accused() {
    // Given replicas that lied and were paid at once, of which one retires its worker
    let mut replicas = cast(0);
    let (job, Replicas { network, workers, .. }) = (replicas.job, &mut replicas);
    for worker in &*workers {
        network.try_join(worker, job).expect("join");
    }
    for (seat, worker) in (0..).zip(&*workers) {
        network.try_commit(worker, job, seat, WRONG).expect("commit");
    }
    for (seat, worker) in (0..).zip(&*workers) {
        network.try_reveal(worker, job, seat, WRONG).expect("reveal");
    }
    network.end_seats(job);
    replicas.try_retire(0).expect("retire");

    // When it closes its book, or the crew, in the last second in which it can be accused, then it is refused
    let until = replicas.network.crew(&job).reveal_ends_at + i64::from(REVIEW_SECONDS);
    replicas.network.chain.set_time(until - 1);
    assert_error(replicas.try_close_book(0), FurnaceJobsError::OperatorBusy);
    let wallet = replicas.operators[0].wallet.insecure_clone();
    let close = jobs::crew_close(wallet.pubkey(), job, &replicas.network.crew(&job));
    assert_error(replicas.network.send(&[close], &[&wallet]), FurnaceJobsError::RetentionNotOver);

    // and it is accused
    replicas.try_accuse(0, RIGHT).expect("accusation");
    replicas.network.chain.set_time(until);
    assert_error(replicas.try_accuse(1, RIGHT), FurnaceJobsError::ReviewOver);
}
