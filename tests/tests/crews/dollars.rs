//! Crews that are quoted and paid in dollars.

use furnace_client::generated::jobs::types::JobTerms;
use furnace_common::state::{JobState, Payment};
use furnace_tests::scene::DEPOSIT;
use solana_signer::Signer;

use crate::stage::{DOLLARS, EACH, Stage, gang, replicas};

/// What a seat is worth in HEAT at 0.2475 dollars, the low end of the price, rounded up.
const COLLATERAL: u64 = (EACH * 10_000).div_ceil(2_475);

/// A crew at work for dollars; no price is on the chain any more.
fn assembled(terms: JobTerms) -> Stage {
    let mut stage = Stage::paid_in(Payment::Usd, terms.seats).opened(terms).assemble();
    stage.without_price();
    stage
}

#[test]
fn dollars_are_held_and_heat_is_at_stake() {
    // Given a price of 0.25 dollars, give or take a hundredth, when replicas join a job in dollars, then dollars are
    // held for each, and their worth in HEAT is at stake
    let stage = assembled(replicas(3, 2));
    assert_eq!((stage.books(), stage.crew().each), ((DOLLARS - 3 * EACH, 3 * EACH), EACH));
    assert_eq!((stage.locked(), stage.job().escrow.collateral), (vec![COLLATERAL; 3], COLLATERAL));
}

#[test]
fn seats_are_paid_in_dollars_without_a_price() {
    // Given a gang that delivered and was accepted, when its seats are paid, then in dollars, and nothing is burned
    let mut stage = assembled(gang(3)).deliver();
    stage.accept().expect("accept");
    (0..3).for_each(|seat| drop(stage.pay(seat).expect("pay")));
    assert_eq!((stage.books(), stage.locked()), ((DOLLARS - 3 * EACH, 0), vec![0; 3]));
    let earned = stage.operators.iter().map(|operator| stage.network.book(&operator.operator).earned);
    let incomes = stage.incomes().into_iter().map(|income| [0, income]);
    assert_eq!(earned.collect::<Vec<_>>(), incomes.collect::<Vec<_>>());
}

#[test]
fn penalties_are_in_heat_and_refunds_in_dollars() {
    // Given three replicas of which one quits and another disagrees with the third, when all ends, then the dollars are
    // free again, and the client's part of the penalty is in its balance in HEAT
    let mut stage = assembled(replicas(3, 2));
    stage.quit(1).expect("quit");
    assert_eq!(stage.books(), (DOLLARS - 2 * EACH, 2 * EACH));
    for (seat, result) in [(0, 5), (2, 6)] {
        stage.commit(seat, result).expect("commit");
    }
    for (seat, result) in [(0, 5), (2, 6)] {
        stage.reveal(seat, result).expect("reveal");
    }
    stage.conclude().expect("conclude");
    stage.release(0).expect("release");
    stage.release(2).expect("release");
    assert_eq!((stage.state(), stage.books()), (JobState::Failed, (DOLLARS, 0)));
    let heat = stage.network.balance(&stage.client.pubkey());
    assert_eq!((heat.free, heat.reserved), (DEPOSIT + COLLATERAL.div_ceil(10) * 2 / 5, 0));
}

#[test]
fn crews_that_never_fill_return_dollars() {
    // Given half a crew for dollars, when its client withdraws, then they are free, and so is who joined
    let mut stage = Stage::paid_in(Payment::Usd, 2).opened(gang(2));
    stage.join(0).expect("join");
    stage.cancel().expect("cancel");
    stage.release(0).expect("release");
    assert_eq!((stage.books(), stage.locked()), ((DOLLARS, 0), vec![0; 2]));
}
