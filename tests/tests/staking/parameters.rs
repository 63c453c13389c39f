//! What governance changes: the cool-down of later unbondings, and the cap on later delegations.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_common::limits::{MAX_COOLDOWN_SECONDS, MIN_COOLDOWN_SECONDS};
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, NOTICE, Network};
use solana_signer::Signer;

use super::scene::*;

#[test]
fn an_unbonding_keeps_the_cool_down_that_it_began_with() {
    for changed in [MIN_COOLDOWN_SECONDS, MAX_COOLDOWN_SECONDS] {
        // Given an unbonding, and a cool-down that governance changes afterwards
        let mut network = Network::new();
        let operator = network.operator("operator", 1_000 * HEAT);
        network.try_unstake(&operator.wallet, operator.pool, HEAT).expect("unstake");
        let began = network.chain.now();
        govern(&mut network, |parameters| parameters.cooldown_seconds = changed);

        // When more is unstaked, then it waits by the new one, and the first by the old one
        network.try_unstake(&operator.wallet, operator.pool, HEAT).expect("unstake");
        let position = network.position(&operator.pool, &operator.wallet.pubkey());
        assert_eq!(position.unlock_at[..2], [began + COOLDOWN, began + NOTICE + changed]);

        // and each is paid when its own is over
        for (index, unlock_at) in [(0, began + COOLDOWN), (1, began + NOTICE + changed)] {
            network.chain.set_time(unlock_at - 1);
            let early = network.try_withdraw_stake(&operator.wallet, operator.pool, index);
            assert_error(early, FurnaceStakingError::StillCoolingDown);
            network.chain.set_time(unlock_at);
            network.try_withdraw_stake(&operator.wallet, operator.pool, index).expect("withdraw");
        }
    }
}

#[test]
fn a_lower_cap_lets_nobody_in_and_drives_nobody_out() {
    // Given a delegation at the cap of the operator's whole stake
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let wallet = delegator(&mut network, "delegator", operator.pool, 1_000 * HEAT);
    network.give(&wallet.pubkey(), 500 * HEAT);
    network.give(&operator.wallet.pubkey(), 1_500 * HEAT);

    // When governance halves it, then the delegation stays as it is and earns, and nothing is added to it
    govern(&mut network, |parameters| parameters.delegation_cap_bps = 5_000);
    assert_eq!(network.position(&operator.pool, &wallet.pubkey()).shares, 1_000 * HEAT);
    assert_error(network.try_stake(&wallet, operator.pool, 1), FurnaceStakingError::DelegationCapReached);

    // and twice the operator's stake makes room for it, to the unit
    network.try_stake(&operator.wallet, operator.pool, 1_000 * HEAT).expect("own stake");
    assert_error(network.try_stake(&wallet, operator.pool, 1), FurnaceStakingError::DelegationCapReached);
    network.try_stake(&operator.wallet, operator.pool, 2).expect("own stake");
    network.try_stake(&wallet, operator.pool, 1).expect("delegation");

    // and everything may leave at any time
    network.try_unstake(&wallet, operator.pool, 1_000 * HEAT + 1).expect("unstake");
    network.try_cancel_unstake(&wallet, operator.pool, 0).expect("cancel");
}

#[test]
fn without_a_cap_there_are_no_delegations() {
    // Given a cap of nothing
    let mut network = Network::new();
    govern(&mut network, |parameters| parameters.delegation_cap_bps = 0);
    let operator = network.operator("operator", 1_000 * HEAT);
    let wallet = holder(&mut network, "delegator", operator.pool, HEAT);

    // When somebody delegates, then the cap is reached, while the operator stakes as it likes
    assert_error(network.try_stake(&wallet, operator.pool, 1), FurnaceStakingError::DelegationCapReached);
    network.give(&operator.wallet.pubkey(), HEAT);
    network.try_stake(&operator.wallet, operator.pool, HEAT).expect("own stake");
}
