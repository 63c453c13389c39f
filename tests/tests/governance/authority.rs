//! The authority hands its role over in two steps.

use furnace_client::generated::governance::errors::FurnaceGovernanceError;
use furnace_common::pause;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::{Network, parameters};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// A network, its authority, and the successor to whom the role is offered.
fn offered() -> (Network, Keypair, Keypair) {
    let mut network = Network::new();
    let (authority, successor) = (network.authority.insecure_clone(), key("successor"));
    let offer = network.try_offer_authority(&authority, successor.pubkey()).expect("offer");
    assert_event(&offer, "AuthorityProposed", (authority.pubkey(), successor.pubkey()));
    (network, authority, successor)
}

#[test]
fn an_offer_that_is_accepted_moves_the_role() {
    // Given an offer, which changes nothing by itself
    let (mut network, authority, successor) = offered();
    assert_eq!(network.governance().authority, authority.pubkey());
    assert_eq!(network.governance().pending_authority, successor.pubkey());

    // When the successor accepts
    let accepted = network.try_accept_authority(&successor).expect("accept");

    // Then the role is the successor's and nothing is on offer any more
    assert_event(&accepted, "AuthorityAccepted", successor.pubkey());
    let governance = network.governance();
    assert_eq!((governance.authority, governance.pending_authority), (successor.pubkey(), Address::default()));
    assert_eq!(governance.guardian, network.guardian.pubkey());
    // and it cannot be accepted twice, nor by who had it
    for late in [&successor, &authority] {
        assert_error(network.try_accept_authority(late), FurnaceGovernanceError::NotPendingAuthority);
    }
}

#[test]
fn a_former_authority_is_powerless() {
    // Given an authority that handed over
    let (mut network, former, successor) = offered();
    network.try_accept_authority(&successor).expect("accept");

    // When it does what it could do before, then it is refused
    let stranger = key("stranger").pubkey();
    let not_authority = || FurnaceGovernanceError::NotAuthority;
    assert_error(network.try_offer_authority(&former, former.pubkey()), not_authority());
    assert_error(network.try_set_guardian(&former, stranger), not_authority());
    assert_error(network.try_propose(&former, parameters()), not_authority());
    assert_error(network.try_unpause(&former, pause::ALL), not_authority());
    assert_error(network.try_pause(&former, pause::ALL), FurnaceGovernanceError::NotGuardian);
    assert_error(network.try_cancel_proposal(&former), FurnaceGovernanceError::NotGuardian);

    // and its successor can do all of it
    network.try_set_guardian(&successor, stranger).expect("guardian");
    network.try_propose(&successor, parameters()).expect("propose");
    network.try_cancel_proposal(&successor).expect("cancel");
    network.try_pause(&successor, pause::ALL).expect("pause");
    network.try_unpause(&successor, pause::ALL).expect("unpause");
    network.try_offer_authority(&successor, former.pubkey()).expect("offer");
}

#[test]
fn only_who_was_asked_accepts() {
    // Given an offer to a successor
    let (mut network, authority, _) = offered();

    // When anyone else accepts, then it is refused
    let guardian = network.guardian.insecure_clone();
    for thief in [&authority, &guardian, &key("stranger"), &network.chain.deployer.insecure_clone()] {
        assert_error(network.try_accept_authority(thief), FurnaceGovernanceError::NotPendingAuthority);
    }
    assert_eq!(network.governance().authority, authority.pubkey());
}

#[test]
fn an_offer_is_withdrawn_or_replaced() {
    // Given an offer, when the authority withdraws it, then it cannot be accepted
    let (mut network, authority, successor) = offered();
    network.try_offer_authority(&authority, Address::default()).expect("withdraw");
    assert_error(network.try_accept_authority(&successor), FurnaceGovernanceError::NotPendingAuthority);

    // and when it is made to another instead, then the first is out
    let other = key("other successor");
    network.try_offer_authority(&authority, successor.pubkey()).expect("offer");
    network.try_offer_authority(&authority, other.pubkey()).expect("offer");
    assert_error(network.try_accept_authority(&successor), FurnaceGovernanceError::NotPendingAuthority);
    network.try_accept_authority(&other).expect("accept");
    assert_eq!(network.governance().authority, other.pubkey());
}

#[test]
fn what_was_announced_before_is_the_successors_to_withdraw() {
    // Given parameters that the former authority announced before it handed over
    let (mut network, former, successor) = offered();
    network.try_propose(&former, parameters()).expect("propose");
    network.try_accept_authority(&successor).expect("accept");
    assert_ne!(network.governance().effective_at, 0);

    // When the successor withdraws them, then they are gone
    network.try_cancel_proposal(&successor).expect("cancel");
    assert_eq!(network.governance().effective_at, 0);
}
