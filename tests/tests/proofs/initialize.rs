//! Opening the beacon.

use furnace_client::accounts::Beacon;
use furnace_client::instructions::proofs;
use furnace_client::pda;
use furnace_tests::chain::{Chain, key};
use furnace_tests::errors::{SystemProgramError, assert_error};
use solana_signer::Signer;

use crate::stage::Stage;

#[test]
fn anyone_opens_the_beacon_and_gains_nothing_by_it() {
    // Given a deployed program and a stranger
    let mut chain = Chain::new();
    let stranger = key("stranger");
    chain.fund(&stranger.pubkey());

    // When the stranger opens the beacon
    chain.send(&[proofs::initialize(stranger.pubkey())], &[&stranger]).expect("beacon opens");

    // Then no epoch is announced, and it names nobody
    let beacon: Beacon = chain.read(&pda::beacon());
    assert_eq!((beacon.epoch, beacon.announced_at, beacon.target_slot, beacon.slot), (0, 0, 0, 0));
    assert_eq!((beacon.seed, beacon.version), ([0; 32], 1));
    let data = chain.account(&pda::beacon()).expect("beacon").data;
    assert!(!data.windows(32).any(|window| window == stranger.pubkey().as_ref()));
}

#[test]
fn the_beacon_opens_once() {
    // Given a beacon with a seed, when it is opened again, then it is refused, and the seed stays
    let mut stage = Stage::begun();
    let before = stage.network.beacon();
    let again = proofs::initialize(stage.stranger.pubkey());
    let result = stage.network.send(&[again], &[&stage.stranger]);
    assert_error(result, SystemProgramError::AccountAlreadyInUse);
    assert_eq!(stage.network.beacon(), before);
}

#[test]
fn lamports_sent_ahead_block_nothing() {
    for lamports in [890_880, 1_000_000_000] {
        // Given lamports at the beacon's address, when it is opened, then it is there
        let mut chain = Chain::new();
        chain.svm.airdrop(&pda::beacon(), lamports).expect("airdrop");
        chain.send(&[proofs::initialize(chain.payer.pubkey())], &[]).expect("beacon opens");
        let beacon: Beacon = chain.read(&pda::beacon());
        assert_eq!(beacon.version, 1);
    }
}
