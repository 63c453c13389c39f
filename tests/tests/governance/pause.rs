//! What can be paused, and by whom.

use furnace_client::generated::governance::errors::FurnaceGovernanceError;
use furnace_common::pause::{ALL, JOBS, STAKES};
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::Network;
use solana_signer::Signer;

#[test]
fn guardian_and_authority_pause_each_thing_and_the_authority_ends_it() {
    // Given a network in which all goes on
    let mut network = Network::new();
    let (guardian, authority) = (network.guardian.insecure_clone(), network.authority.insecure_clone());

    // When one thing is paused and then the other, then both are
    let receipt = network.try_pause(&guardian, JOBS).expect("pause");
    assert_event(&receipt, "PauseChanged", (guardian.pubkey(), JOBS));
    assert_eq!(network.governance().paused, JOBS);
    let receipt = network.try_pause(&authority, STAKES).expect("pause");
    assert_event(&receipt, "PauseChanged", (authority.pubkey(), ALL));
    assert_eq!(network.governance().paused, ALL);

    // When one of them goes on, then the other does not
    let receipt = network.try_unpause(&authority, JOBS).expect("unpause");
    assert_event(&receipt, "PauseChanged", (authority.pubkey(), STAKES));
    assert_eq!(network.governance().paused, STAKES);
    network.try_unpause(&authority, ALL).expect("unpause");
    assert_eq!(network.governance().paused, 0);
}

#[test]
fn pausing_twice_is_pausing() {
    // Given what is paused or goes on already, when that is asked for again, then nothing changes
    let mut network = Network::new();
    let authority = network.authority.insecure_clone();
    network.try_unpause(&authority, ALL).expect("unpause");
    assert_eq!(network.governance().paused, 0);
    for _ in 0..2 {
        network.try_pause(&authority, STAKES).expect("pause");
        assert_eq!(network.governance().paused, STAKES);
    }
}

#[test]
fn only_what_is_known_can_be_paused() {
    // Given every set of bits with one that means nothing, and none at all
    let mut network = Network::new();
    let authority = network.authority.insecure_clone();
    for what in (0..=u8::MAX).filter(|what| *what == 0 || what & !ALL != 0) {
        // When it is to be paused or to go on, then it is refused
        assert_error(network.try_pause(&authority, what), FurnaceGovernanceError::UnknownPause);
        assert_error(network.try_unpause(&authority, what), FurnaceGovernanceError::UnknownPause);
    }
    assert_eq!(network.governance().paused, 0);
}

#[test]
fn nobody_else_pauses_or_ends_it() {
    // Given a stranger, the deployer and the treasury, when one of them pauses, then it is refused
    let mut network = Network::new();
    let others = [key("stranger"), network.chain.deployer.insecure_clone(), network.treasury.insecure_clone()];
    for other in &others {
        assert_error(network.try_pause(other, ALL), FurnaceGovernanceError::NotGuardian);
    }
    // nor do they end it
    let guardian = network.guardian.insecure_clone();
    network.try_pause(&guardian, ALL).expect("pause");
    for other in &others {
        assert_error(network.try_unpause(other, ALL), FurnaceGovernanceError::NotAuthority);
    }
}
