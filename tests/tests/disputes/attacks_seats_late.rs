//! Replicas that try to be gone when they are accused: a pool answers for what its seats delivered for as long as it may be
//! judged.

use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::instructions::jobs;
use furnace_common::dispute::COMMITTEE_SECONDS;
use furnace_common::limits::{LEAVING_SECONDS, RETENTION_SECONDS, REVEAL_SECONDS};
use furnace_tests::network::{COOLDOWN, PRICE, market_terms, replica_terms};
use furnace_tests::scene::STAKE;
use solana_signer::Signer;

use crate::replicas::{RIGHT, Replicas, WRONG};

const DAY: u32 = 86_400;
const LONGEST_REVIEW: u32 = 7 * DAY;
/// The longest of jobs with that review and an hour to claim them.
const LONGEST_JOB: u32 = 245_700;

/// Two replicas in a market with the longest review, and a job for them on these terms, at which nobody is yet.
fn cast(verifiers: usize, change: impl FnOnce(&mut JobTerms)) -> Replicas {
    let mut replicas = Replicas::cast(verifiers, 2);
    let Replicas { network, stranger, client, .. } = &mut replicas;
    let (max_job_seconds, review_seconds) = (LONGEST_JOB, LONGEST_REVIEW);
    let market = MarketOpenInstructionArgs { max_job_seconds, review_seconds, ..market_terms(0) };
    network.market = network.open_market(stranger, market);
    let mut terms = replica_terms(PRICE, 2, 2);
    change(&mut terms);
    replicas.job = network.crewed(client, terms);
    replicas
}

#[test]
fn a_penalty_reaches_the_stake_that_was_there_when_the_seat_was_taken() {
    // Given the longest job that goes with the longest review, whose first replica takes its stake out when it has its seat
    let mut replicas = cast(3, |terms| (terms.max_seconds, terms.claim_seconds) = (LONGEST_JOB, 3_600));
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
    replicas.network.chain.advance(i64::from(LONGEST_REVIEW) - 1);
    let dispute = replicas.accuse(0, RIGHT);
    replicas.network.chain.advance(COMMITTEE_SECONDS - 1);
    // It is announced anew, so late.
    replicas.network.draw_committee(dispute);
    replicas.judge(dispute, RIGHT);

    // Then there is a day left to carry the ruling out, and the stake bears it
    assert!(replicas.dispute(&dispute).reveal_ends_at + i64::from(DAY) <= unlocks_at);
    replicas.network.try_step(dispute).expect("conviction");
    assert_eq!(replicas.dispute(&dispute).penalty, PRICE + STAKE / 20);
    replicas.assert_books();
}

/// Two replicas that lied and were paid at once, with all their time left, and the last moment to accuse them.
fn paid_at_once() -> (Replicas, i64) {
    let mut replicas = cast(0, |terms| terms.max_seconds = LONGEST_JOB);
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
    let last_moment = network.crew(&job).reveal_ends_at + i64::from(LONGEST_REVIEW) - 1;
    (replicas, last_moment)
}

#[test]
fn a_book_stays_for_as_long_as_its_seats_can_be_accused() {
    // Given replicas that lied, of which one retires its worker at once
    let (mut replicas, last_moment) = paid_at_once();
    replicas.try_retire(0).expect("retire");

    // When it closes its book as soon as it may
    replicas.network.chain.advance(LEAVING_SECONDS);
    drop(replicas.try_close_book(0));

    // Then it is accused in the last second all the same
    replicas.network.chain.set_time(last_moment);
    replicas.try_accuse(0, RIGHT).expect("accusation");
}

#[test]
fn a_crew_stays_for_as_long_as_its_seats_can_be_accused() {
    // Given replicas that lied, when one of them closes their crew as soon as others than the client may
    let (mut replicas, last_moment) = paid_at_once();
    replicas.network.chain.advance(RETENTION_SECONDS + 1);
    let wallet = replicas.operators[0].wallet.insecure_clone();
    let close = jobs::crew_close(wallet.pubkey(), replicas.job, &replicas.network.crew(&replicas.job));
    drop(replicas.network.send(&[close], &[&wallet]));

    // Then it is accused in the last second all the same
    replicas.network.chain.set_time(last_moment);
    replicas.try_accuse(0, RIGHT).expect("accusation");
}
