//! Opening the ledger of penalties.

use furnace_client::accounts::PenaltyLedger;
use furnace_client::instructions::slashing;
use furnace_client::pda;
use furnace_tests::chain::{Chain, key};
use solana_signer::Signer;

#[test]
fn anyone_opens_the_ledger_and_gains_nothing_by_it() {
    // Given a deployed program and a stranger
    let mut chain = Chain::new();
    let stranger = key("stranger");
    chain.fund(&stranger.pubkey());

    // When the stranger opens the ledger
    chain.send(&[slashing::initialize(stranger.pubkey())], &[&stranger]).expect("ledger opens");

    // Then it counts from nothing and names nobody
    let ledger: PenaltyLedger = chain.read(&pda::penalty_ledger());
    assert_eq!((ledger.count, ledger.slashed, ledger.version), (0, 0, 1));
    assert_eq!((ledger.to_clients, ledger.to_reporters, ledger.burned), (0, 0, 0));
    let data = chain.account(&pda::penalty_ledger()).expect("ledger").data;
    assert!(!data.windows(32).any(|window| window == stranger.pubkey().as_ref()));
}

#[test]
fn the_ledger_opens_once() {
    // Given a ledger with a penalty on it
    let mut scene = furnace_tests::scene::Scene::new();
    let job = scene.job(furnace_client::accounts::JobState::Open);
    scene.lose(job);
    let before = scene.network.ledger();

    // When it is opened again, then it is refused and what it says stays
    let again = slashing::initialize(scene.stranger.pubkey());
    assert!(scene.network.send(&[again], &[&scene.stranger]).is_err());
    assert_eq!(scene.network.ledger(), before);
}
