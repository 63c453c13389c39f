//! What commitments, showings and openings cost, up to the largest shape.

use furnace_client::instructions::proofs;
use furnace_client::program;
use furnace_common::proof::{MAX_INNER, MAX_ROUNDS, MAX_SIZE, Shape};
use furnace_common::state::AttemptState;
use furnace_tests::chain::{Receipt, compute_limit, compute_price};
use furnace_tests::prover::commitment;

use crate::stage::Stage;

/// Most bytes of a transaction.
const PACKET: usize = 1_232;
const LARGEST: Shape = Shape { size: MAX_SIZE, inner: MAX_INNER, rounds: MAX_ROUNDS };

/// An opening of a shape that nobody could compute in a test; entries are off by so much.
fn opened(size: u16, inner: u16, off: i32) -> (Stage, Receipt) {
    let mut stage = Stage::begun();
    let worker = stage.worker.address;
    let shape = Shape { size, inner, ..LARGEST };
    stage.try_commit(0, commitment(shape, &[1; 32], &[])).expect("commitment");
    stage.network.draw_samples(&worker, 0);
    let opening = stage.network.outline(&worker, 0, off);
    let open = proofs::sample_open(worker, 0, opening);
    let receipt = stage.network.send(&[compute_limit(1_000_000), compute_price(1), open], &[]).expect("opening");
    (stage, receipt)
}

#[test]
fn an_entry_of_4096_products_takes_80_000_units() {
    let (stage, receipt) = opened(8_192, 4_096, 0);
    assert_eq!((stage.attempt(0).opened.count_ones(), stage.state(0)), (1, AttemptState::Drawn));
    let units = receipt.consumed_by(&program::PROOFS);
    assert!(units <= 80_000, "{units}");
}

#[test]
fn an_opening_fits_one_transaction_whatever_it_offers_for_its_units() {
    for (inner, most) in [(16_384, 300_000), (MAX_INNER, 900_000)] {
        for (off, state) in [(0, AttemptState::Drawn), (1, AttemptState::Wrong)] {
            let (stage, receipt) = opened(MAX_SIZE, inner, off);
            assert_eq!(stage.state(0), state);
            let units = receipt.compute_units;
            assert!(units <= most, "{units}");
            assert!(receipt.bytes <= PACKET, "{}", receipt.bytes);
        }
    }
}

#[test]
fn a_commitment_is_small_however_many_rounds_there_are() {
    let mut stage = Stage::begun();
    let receipt = stage.try_commit(0, commitment(LARGEST, &[1; 32], &[])).expect("commitment");
    assert!(receipt.bytes <= PACKET / 2, "{}", receipt.bytes);
}

#[test]
fn as_many_roots_as_are_shown_at_a_time_fit_one_transaction() {
    let (mut stage, _, showings) = crate::roots_show::largest();
    let show = proofs::roots_show(stage.worker.address, 0, showings[0].clone());
    let receipt = stage.network.send(&[compute_limit(200_000), compute_price(1), show], &[]).expect("roots are shown");
    assert!(receipt.bytes <= PACKET, "{}", receipt.bytes);
    // All of them cost less than a single opening of 16,384 products may.
    let units = receipt.consumed_by(&program::PROOFS) * showings.len() as u64;
    assert!(units <= 300_000, "{units}");
}
