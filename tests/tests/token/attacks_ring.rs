//! Points overwritten while they can still be claimed.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_tests::errors::assert_error;

use super::scene::{Emission, begin_of, try_claim, try_open_epoch, try_record};

/// Places of the ring.
const RING: u64 = 16;

#[test]
fn a_full_ring_loses_nothing_that_can_be_claimed() {
    // Given points of every epoch from the first on, for as long as the first can be claimed
    let mut emission = Emission::new();
    emission.record(1_000).expect("record");
    for epochs in 1..RING {
        emission.go_to(epochs);
        let epoch = emission.epoch + epochs;
        try_open_epoch(&mut emission.network, epoch).expect("epoch opens");
        try_record(&mut emission.network, &emission.worker, epoch, 1_000, 10_000).expect("record");
    }
    // When all that can be claimed is claimed at the last second of the first, then each pays its budget
    emission.network.chain.set_time(begin_of(emission.epoch + RING) - 1);
    for epochs in 0..RING - 2 {
        let (before, epoch) = (emission.income(), emission.epoch + epochs);
        try_claim(&mut emission.network, &emission.worker, epoch).expect("claim");
        let account: furnace_client::accounts::EmissionEpoch =
            emission.network.chain.read(&furnace_client::pda::emission(epoch));
        assert_eq!(emission.income() - before, account.budget);
    }
    let open = try_claim(&mut emission.network, &emission.worker, emission.epoch + RING - 2);
    assert_error(open, FurnaceTokenError::RecordingOpen);
}

#[test]
fn a_place_is_not_taken_before_its_claims_are_over() {
    // Given points that nobody claims
    let mut emission = Emission::new();
    emission.record(1_000).expect("record");
    let place = |emission: &Emission| emission.points().ring[(emission.epoch % RING) as usize].clone();

    // When somebody would open the epoch that needs their place while they can be claimed, then it is refused
    emission.network.chain.set_time(begin_of(emission.epoch + RING) - 1);
    let next = emission.epoch + RING;
    assert_error(try_open_epoch(&mut emission.network, next), FurnaceTokenError::EpochOutOfReach);
    assert_eq!((place(&emission).epoch, place(&emission).points), (emission.epoch, 2_000));

    // When it comes, then they cannot be claimed any more, and their place is taken
    emission.go_to(RING);
    assert_error(emission.claim(), FurnaceTokenError::ClaimsOver);
    try_open_epoch(&mut emission.network, next).expect("epoch opens");
    try_record(&mut emission.network, &emission.worker, next, 500, 10_000).expect("record");
    assert_eq!((place(&emission).epoch, place(&emission).points), (next, 1_000));
}

#[test]
fn an_older_epoch_does_not_take_the_place_of_a_newer() {
    // Given points of an epoch, and of the one that took their place
    let mut emission = Emission::new();
    emission.record(1_000).expect("record");
    emission.go_to(RING);
    let next = emission.epoch + RING;
    try_open_epoch(&mut emission.network, next).expect("epoch opens");
    try_record(&mut emission.network, &emission.worker, next, 500, 10_000).expect("record");

    // When points of the older are recorded again, then it is refused
    assert_error(emission.record(1_000), FurnaceTokenError::RecordingClosed);
    emission.go_to(RING + 2);
    assert_error(emission.claim(), FurnaceTokenError::NothingToClaim);
    try_claim(&mut emission.network, &emission.worker, next).expect("claim");
}
