//! Opening the ledger of penalties, the roster of verifiers and the vault of bonds.

use furnace_client::instructions::slashing;
use furnace_client::{pda, program};
use furnace_tests::chain::key;
use furnace_tests::network::Network;
use solana_signer::Signer;

/// Deployed programs, HEAT, and a stranger; slashing not initialised.
pub(crate) fn uninitialised() -> Network {
    let mut network = Network::bare();
    for step in network.set_up().into_iter().take(2) {
        network.set_up_step(step);
    }
    network.chain.fund(&key("stranger").pubkey());
    network
}

#[test]
fn anyone_opens_ledger_and_roster_and_gains_nothing_by_it() {
    // Given a deployed program and a stranger
    let (mut network, stranger) = (uninitialised(), key("stranger"));

    // When the stranger opens the ledger
    network.send(&[slashing::initialize(stranger.pubkey())], &[&stranger]).expect("ledger opens");

    // Then it counts from nothing, nobody is on the roster, and both name nobody
    let ledger = network.ledger();
    assert_eq!((ledger.count, ledger.slashed, ledger.version), (0, 0, 1));
    assert_eq!((ledger.to_clients, ledger.to_reporters, ledger.burned, ledger.held), (0, 0, 0, 0));
    let roster = network.roster();
    assert!(roster.places.iter().all(|place| (place.weight, place.before, place.since) == (0, 0, 0)));
    assert_eq!(roster.version, 1);
    for address in [pda::penalty_ledger(), pda::roster(), pda::bond_vault()] {
        let data = network.chain.account(&address).expect("account").data;
        assert!(!data.windows(32).any(|window| window == stranger.pubkey().as_ref()));
    }
}

#[test]
fn the_vault_of_bonds_is_the_programs_and_holds_heat() {
    // Given an initialised program, then its vault is empty, of HEAT, its authority's, and nobody else can close it
    let network = Network::new();
    let vault = network.chain.account(&pda::bond_vault()).expect("vault");
    assert_eq!(vault.owner, program::SPL_TOKEN);
    assert_eq!(&vault.data[..64], [pda::heat_mint().to_bytes(), pda::slashing_authority().to_bytes()].concat());
    assert_eq!(network.bonds(), 0);
    // Neither a delegate nor an authority to close.
    assert_eq!((&vault.data[72..76], &vault.data[129..133]), (&[0; 4][..], &[0; 4][..]));
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
