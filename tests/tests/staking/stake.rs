//! Stake becomes shares, within the cap.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_common::units::HEAT;
use furnace_tests::errors::{SplTokenError, assert_error};
use furnace_tests::network::Network;
use solana_signer::Signer;

use super::scene::{assert_books, burn, delegator, holder, slash};

#[test]
fn the_first_stake_buys_a_share_a_unit() {
    // Given an operator with HEAT and an empty pool
    let mut network = Network::new();
    let operator = network.operator("operator", 0);
    network.give(&operator.wallet.pubkey(), 1_000 * HEAT);

    // When it stakes
    network.try_stake(&operator.wallet, operator.pool, 600 * HEAT).expect("stake");

    // Then shares, books, vault and wallet agree to the unit
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.active_shares, pool.own_shares), (600 * HEAT, 600 * HEAT, 600 * HEAT));
    assert_eq!(network.position(&operator.pool, &operator.wallet.pubkey()).shares, 600 * HEAT);
    assert_eq!(network.heat(&operator.wallet.pubkey()), 400 * HEAT);
    assert_books(&network, &operator.pool);
}

#[test]
fn a_delegation_is_nobodys_own_stake() {
    // Given an operator with stake
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);

    // When another wallet delegates
    let wallet = delegator(&mut network, "delegator", operator.pool, 300 * HEAT);

    // Then the pool grows and the operator's part does not
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.active_shares, pool.own_shares), (1_300 * HEAT, 1_300 * HEAT, 1_000 * HEAT));
    assert_eq!(network.position(&operator.pool, &wallet.pubkey()).shares, 300 * HEAT);
    assert_books(&network, &operator.pool);
}

#[test]
fn after_a_slash_the_same_amount_buys_more_shares_rounded_down() {
    // Given a pool that lost half of its stake
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.impersonate(slash(operator.pool, None, burn(500 * HEAT))).expect("slash");

    // When 100 HEAT are delegated
    let wallet = delegator(&mut network, "delegator", operator.pool, 100 * HEAT);

    // Then they buy 100e6 x (1000e6 + 1000) / (500e6 + 1000) shares, rounded down
    assert_eq!(network.position(&operator.pool, &wallet.pubkey()).shares, 199_999_800);
    assert_eq!(network.pool(&operator.pool).active, 600 * HEAT);
    assert_books(&network, &operator.pool);
}

#[test]
fn nothing_buys_nothing() {
    // Given an operator
    let mut network = Network::new();
    let operator = network.operator("operator", HEAT);

    // When it stakes nothing, then it is refused
    let result = network.try_stake(&operator.wallet, operator.pool, 0);
    assert_error(result, FurnaceStakingError::AmountTooSmall);
}

#[test]
fn more_than_there_can_be_does_not_fit() {
    // Given a pool with stake in it
    let mut network = Network::new();
    let operator = network.operator("operator", HEAT);

    // When the books would overflow, then the amount does not fit
    let result = network.try_stake(&operator.wallet, operator.pool, u64::MAX);
    assert_error(result, FurnaceStakingError::Overflow);
}

#[test]
fn more_than_the_wallet_has_is_not_staked() {
    // Given an operator that staked all it has
    let mut network = Network::new();
    let operator = network.operator("operator", HEAT);

    // When it stakes more, then the token program refuses and the books stay
    let result = network.try_stake(&operator.wallet, operator.pool, 1);
    assert_error(result, SplTokenError::InsufficientFunds);
    assert_eq!(network.pool(&operator.pool).active, HEAT);
}

#[test]
fn delegations_stop_at_the_cap_to_the_unit() {
    // Given an operator with 1,000 HEAT under a cap of its own stake
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let wallet = holder(&mut network, "delegator", operator.pool, 2_000 * HEAT);

    // When a unit too much is delegated, then the cap is reached
    let past = network.try_stake(&wallet, operator.pool, 1_000 * HEAT + 1);
    assert_error(past, FurnaceStakingError::DelegationCapReached);

    // and exactly the cap is allowed, and not a unit more by anyone
    network.try_stake(&wallet, operator.pool, 1_000 * HEAT).expect("delegation at the cap");
    let other = holder(&mut network, "another delegator", operator.pool, HEAT);
    assert_error(network.try_stake(&other, operator.pool, 1), FurnaceStakingError::DelegationCapReached);

    // until the operator adds stake of its own, which has no cap
    network.give(&operator.wallet.pubkey(), 500 * HEAT);
    network.try_stake(&operator.wallet, operator.pool, 500 * HEAT).expect("own stake");
    network.try_stake(&wallet, operator.pool, 500 * HEAT).expect("delegation");
    assert_books(&network, &operator.pool);
}

#[test]
fn nobody_delegates_before_the_operator_stakes() {
    // Given a pool without own stake
    let mut network = Network::new();
    let operator = network.operator("operator", 0);
    let wallet = holder(&mut network, "delegator", operator.pool, HEAT);

    // When somebody delegates, then there is nothing to stand behind it
    assert_error(network.try_stake(&wallet, operator.pool, 1), FurnaceStakingError::DelegationCapReached);
}

#[test]
fn a_pool_slashed_to_almost_nothing_takes_no_stake() {
    // Given two pools of 500 HEAT, slashed until a share is worth about a thousandth of a unit
    let mut network = Network::new();
    let mut slashed = |name, rest: u64| {
        let operator = network.operator(name, 500 * HEAT);
        network.give(&operator.wallet.pubkey(), HEAT);
        network.impersonate(slash(operator.pool, None, burn(500 * HEAT - rest))).expect("slash");
        network.try_stake(&operator.wallet, operator.pool, HEAT)
    };

    // When one stakes above the line, then it goes through; one unit below, it does not
    slashed("on the line", 499_000).expect("stake");
    assert_error(slashed("below the line", 498_999), FurnaceStakingError::PoolExhausted);
}
