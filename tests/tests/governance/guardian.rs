//! The guardian: named by the authority, and good for little.

use furnace_client::generated::governance::errors::FurnaceGovernanceError;
use furnace_common::pause;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::{Network, parameters};
use solana_signer::Signer;

#[test]
fn the_authority_names_another() {
    // Given a network with a guardian
    let mut network = Network::new();
    let (authority, former, next) =
        (network.authority.insecure_clone(), network.guardian.insecure_clone(), key("next"));

    // When the authority names another
    let receipt = network.try_set_guardian(&authority, next.pubkey()).expect("guardian");

    // Then that one pauses, and the former does not
    assert_event(&receipt, "GuardianChanged", next.pubkey());
    assert_eq!(network.governance().guardian, next.pubkey());
    assert_error(network.try_pause(&former, pause::JOBS), FurnaceGovernanceError::NotGuardian);
    network.try_pause(&next, pause::JOBS).expect("pause");
}

#[test]
fn a_guardian_has_none_of_the_authoritys_rights() {
    // Given a guardian, and something paused
    let mut network = Network::new();
    let guardian = network.guardian.insecure_clone();
    network.try_pause(&guardian, pause::ALL).expect("pause");

    // When it names roles, announces parameters or ends the pause, then it is refused
    let own = guardian.pubkey();
    assert_error(network.try_set_guardian(&guardian, own), FurnaceGovernanceError::NotAuthority);
    assert_error(network.try_offer_authority(&guardian, own), FurnaceGovernanceError::NotAuthority);
    assert_error(network.try_propose(&guardian, parameters()), FurnaceGovernanceError::NotAuthority);
    assert_error(network.try_unpause(&guardian, pause::ALL), FurnaceGovernanceError::NotAuthority);
    assert_eq!(network.governance().paused, pause::ALL);
}
