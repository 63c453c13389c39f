//! Announced parameters are withdrawn by the authority or the guardian.

use furnace_client::generated::governance::errors::FurnaceGovernanceError;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::{NOTICE, Network, parameters};
use solana_signer::Signer;

use super::parameters_propose::other;

#[test]
fn guardian_and_authority_withdraw_even_when_the_notice_is_over() {
    let mut network = Network::new();
    let authority = network.authority.insecure_clone();
    for by in [network.guardian.insecure_clone(), network.authority.insecure_clone()] {
        // Given announced parameters that nobody applied yet
        network.try_propose(&authority, other()).expect("propose");
        network.chain.advance(NOTICE);

        // When one of the two withdraws them
        let receipt = network.try_cancel_proposal(&by).expect("cancel");

        // Then they are gone and those in effect stay
        assert_event(&receipt, "ParametersCancelled", by.pubkey());
        assert_error(network.try_apply(), FurnaceGovernanceError::NothingProposed);
        let governance = network.governance();
        assert_eq!((governance.parameters, governance.effective_at), (parameters(), 0));
        assert_eq!(governance.proposed.cooldown_seconds, 0);
        // and cannot be withdrawn twice
        assert_error(network.try_cancel_proposal(&by), FurnaceGovernanceError::NothingProposed);
    }
}

#[test]
fn nobody_else_withdraws() {
    // Given announced parameters, when a stranger or the deployer withdraws them, then it is refused
    let mut network = Network::new();
    let authority = network.authority.insecure_clone();
    network.try_propose(&authority, other()).expect("propose");
    for by in [key("stranger"), network.chain.deployer.insecure_clone()] {
        assert_error(network.try_cancel_proposal(&by), FurnaceGovernanceError::NotGuardian);
    }
    assert_eq!(network.governance().proposed, other());
}
