//! Worthless shares left in unbonding must not turn on who stakes later.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, Network, OperatorActor};
use solana_signer::Signer;

use super::scene::{assert_books, burn, slash};

/// Moves all of the operator's active stake into unbonding, then slashes all of it away.
fn wipe_in_unbonding(network: &mut Network, operator: &OperatorActor) {
    let shares = network.position(&operator.pool, &operator.wallet.pubkey()).shares;
    network.try_unstake(&operator.wallet, operator.pool, shares).expect("unstake");
    let all = network.pool(&operator.pool).unbonding;
    network.impersonate(slash(operator.pool, None, burn(all))).expect("slash");
}

#[test]
fn a_pool_with_worthless_unbonding_takes_no_stake_until_it_is_gone() {
    // Given a pool whose unbonding was slashed to nothing, so that its shares would grow out of all bounds
    let mut network = Network::new();
    let operator = network.operator("operator", 200 * HEAT);
    wipe_in_unbonding(&mut network, &operator);
    network.give(&operator.wallet.pubkey(), 200 * HEAT);

    // When somebody stakes, then the pool is exhausted
    let result = network.try_stake(&operator.wallet, operator.pool, 200 * HEAT);
    assert_error(result, FurnaceStakingError::PoolExhausted);

    // until the worthless shares are withdrawn
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(&operator.wallet, operator.pool, 0).expect("withdraw");
    network.try_stake(&operator.wallet, operator.pool, 200 * HEAT).expect("stake");
    assert_books(&network, &operator.pool);
}

#[test]
fn no_history_of_slashes_keeps_a_staker_in() {
    // Given a pool that was wiped out in unbonding again and again, wherever it took stake again
    let mut network = Network::new();
    let operator = network.operator("operator", 200 * HEAT);
    for _ in 0..3 {
        wipe_in_unbonding(&mut network, &operator);
        network.give(&operator.wallet.pubkey(), 1_000 * HEAT);
        if network.try_stake(&operator.wallet, operator.pool, 1_000 * HEAT).is_err() {
            return;
        }
        // When who stakes wants to leave, then nothing stands in the way
        let shares = network.position(&operator.pool, &operator.wallet.pubkey()).shares;
        network.try_unstake(&operator.wallet, operator.pool, shares / 2).expect("unstake");
    }
}
