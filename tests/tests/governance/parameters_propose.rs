//! Parameters are announced before they hold.

use furnace_client::generated::governance::errors::FurnaceGovernanceError;
use furnace_client::generated::governance::types::Parameters;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::{NOTICE, Network, parameters};

/// Parameters that are not in effect.
pub(crate) fn other() -> Parameters {
    Parameters { take_bps: 2_000, burn_bps: 6_000, ..parameters() }
}

#[test]
fn an_announcement_changes_nothing_yet() {
    // Given a network, when its authority announces other parameters
    let mut network = Network::new();
    let authority = network.authority.insecure_clone();
    let receipt = network.try_propose(&authority, other()).expect("propose");

    // Then they are to be read with their time, and those in effect are what they were
    let (governance, effective_at) = (network.governance(), network.chain.now() + NOTICE);
    assert_event(&receipt, "ParametersProposed", effective_at);
    assert_eq!((governance.proposed, governance.effective_at), (other(), effective_at));
    assert_eq!(governance.parameters, parameters());
}

#[test]
fn another_announcement_starts_the_notice_anew() {
    // Given parameters whose notice is almost over
    let mut network = Network::new();
    let authority = network.authority.insecure_clone();
    network.try_propose(&authority, other()).expect("propose");
    network.chain.advance(NOTICE - 1);

    // When others are announced in their place
    let third = Parameters { take_bps: 500, ..parameters() };
    network.try_propose(&authority, third.clone()).expect("propose");

    // Then neither can be applied when the first could have been
    network.chain.advance(NOTICE - 1);
    assert_error(network.try_apply(), FurnaceGovernanceError::NoticeNotOver);
    network.chain.advance(1);
    network.try_apply().expect("apply");
    assert_eq!(network.governance().parameters, third);
}

#[test]
fn the_notice_is_the_one_that_holds_and_not_the_announced_one() {
    // Given parameters with the shortest notice
    let mut network = Network::new();
    let authority = network.authority.insecure_clone();
    let hasty = Parameters { notice_seconds: furnace_common::limits::MIN_NOTICE_SECONDS, ..parameters() };
    network.try_propose(&authority, hasty.clone()).expect("propose");

    // When that notice is over, then the longer one still holds
    network.chain.advance(i64::from(hasty.notice_seconds));
    assert_error(network.try_apply(), FurnaceGovernanceError::NoticeNotOver);

    // and once the change is in effect, the next has the shorter one
    network.chain.advance(NOTICE - i64::from(hasty.notice_seconds));
    network.try_apply().expect("apply");
    network.try_propose(&authority, other()).expect("propose");
    network.chain.advance(i64::from(hasty.notice_seconds));
    network.try_apply().expect("apply");
}

#[test]
fn only_the_authority_announces() {
    // Given the guardian, the deployer and a stranger, when one of them announces, then it is refused
    let mut network = Network::new();
    let others = [network.guardian.insecure_clone(), network.chain.deployer.insecure_clone(), key("stranger")];
    for by in others {
        assert_error(network.try_propose(&by, other()), FurnaceGovernanceError::NotAuthority);
    }
    assert_eq!(network.governance().effective_at, 0);
}

#[test]
fn a_notice_past_the_end_of_time_is_refused() {
    // Given a clock that has no room for a notice, when parameters are announced, then it is refused
    let mut network = Network::new();
    let authority = network.authority.insecure_clone();
    network.chain.set_time(i64::MAX - NOTICE + 1);
    assert_error(network.try_propose(&authority, other()), FurnaceGovernanceError::Overflow);
}
