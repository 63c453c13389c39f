//! Announced parameters are put into effect by anyone, and never early.

use furnace_client::accounts::Governance;
use furnace_client::generated::governance::errors::FurnaceGovernanceError;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::{NOTICE, Network, parameters};

use super::parameters_propose::other;

#[test]
fn anyone_applies_once_the_notice_is_over() {
    // Given announced parameters
    let mut network = Network::new();
    let authority = network.authority.insecure_clone();
    network.try_propose(&authority, other()).expect("propose");

    // When somebody is too early by a second, then it is refused
    network.chain.advance(NOTICE - 1);
    assert_error(network.try_apply(), FurnaceGovernanceError::NoticeNotOver);
    assert_eq!(network.governance().parameters, parameters());

    // When the notice is over, then it needs nobody's signature but the fee payer's
    network.chain.advance(1);
    let receipt = network.try_apply().expect("apply");
    assert_event(&receipt, "ParametersApplied", network.chain.now());
    let governance = network.governance();
    assert_eq!((governance.parameters, governance.effective_at), (other(), 0));
    assert_eq!(governance.proposed.cooldown_seconds, 0);
    // and once
    assert_error(network.try_apply(), FurnaceGovernanceError::NothingProposed);
}

#[test]
fn nothing_else_changes() {
    // Given the roles, the mint and the epoch of a network
    let mut network = Network::new();
    let before = network.governance();

    // When parameters change, then those do not
    network.change_parameters(|parameters| *parameters = other());
    let after = network.governance();
    assert_eq!(after, Governance { parameters: other(), ..before });
}

#[test]
fn without_an_announcement_there_is_nothing_to_apply() {
    // Given a network in which nothing is announced, when anyone applies, then it is refused at any time
    let mut network = Network::new();
    assert_error(network.try_apply(), FurnaceGovernanceError::NothingProposed);
    network.chain.advance(10 * NOTICE);
    assert_error(network.try_apply(), FurnaceGovernanceError::NothingProposed);
}
