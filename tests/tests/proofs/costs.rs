//! What an opening costs, up to the largest shape.

use furnace_client::program;
use furnace_common::proof::{MAX_INNER, MAX_ROUNDS, MAX_SIZE, Shape};
use furnace_common::state::AttemptState;
use furnace_tests::chain::Receipt;
use furnace_tests::prover::commitment;

use crate::stage::Stage;

/// Most bytes of a transaction.
const PACKET: usize = 1_232;

/// An opening of a shape that nobody could compute in a test; entries are off by so much.
fn opened(size: u16, inner: u16, off: i32) -> (Stage, Receipt) {
    let mut stage = Stage::begun();
    let worker = stage.worker.address;
    stage.try_commit(0, commitment(Shape { size, inner, rounds: MAX_ROUNDS }, &[])).expect("commitment");
    stage.network.draw_samples(&worker, 0);
    let opening = stage.network.outline(&worker, 0, off);
    let receipt = stage.try_open(0, opening).expect("opening");
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
fn an_opening_of_the_largest_shape_fits_one_transaction() {
    for (off, state) in [(0, AttemptState::Drawn), (1, AttemptState::Wrong)] {
        let (stage, receipt) = opened(MAX_SIZE, MAX_INNER, off);
        assert_eq!(stage.state(0), state);
        let units = receipt.compute_units;
        assert!(units <= 300_000, "{units}");
        assert!(receipt.bytes <= PACKET, "{}", receipt.bytes);
    }
}

#[test]
fn a_commitment_fits_one_transaction() {
    let mut stage = Stage::begun();
    let shape = Shape { size: MAX_SIZE, inner: MAX_INNER, rounds: MAX_ROUNDS };
    let receipt = stage.try_commit(0, commitment(shape, &[[1; 32]; 16])).expect("commitment");
    assert!(receipt.bytes <= PACKET, "{}", receipt.bytes);
}
