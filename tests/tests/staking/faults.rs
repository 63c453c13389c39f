//! Checks that hold even where something else has already gone wrong.

use furnace_client::accounts::Pool;
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, Network, OperatorActor};
use solana_signer::Signer;

use super::scene::{burn, slash};

/// An operator with HEAT in its wallet, active stake and a ripe unbonding.
fn scene() -> (Network, OperatorActor) {
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.give(&operator.wallet.pubkey(), HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 100 * HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);
    (network, operator)
}

#[test]
fn a_vault_that_lost_a_unit_stops_every_movement() {
    // Given a vault with a unit less than the books say, which no instruction brings about
    let (mut network, operator) = scene();
    network.tamper(&operator.pool, |pool: &mut Pool| pool.active += 1);

    // When stake moves, then the vault is short
    let staked = network.try_stake(&operator.wallet, operator.pool, HEAT);
    assert_error(staked, FurnaceStakingError::VaultShort);
    let withdrawn = network.try_withdraw_stake(&operator.wallet, operator.pool, 0);
    assert_error(withdrawn, FurnaceStakingError::VaultShort);
    let slashed = network.impersonate(slash(operator.pool, None, burn(1)));
    assert_error(slashed, FurnaceStakingError::VaultShort);
    assert_eq!(network.heat(&operator.wallet.pubkey()), HEAT);
}

#[test]
fn an_operator_with_more_shares_than_there_are_stops_every_movement() {
    // Given books in which the operator owns more than everything
    let (mut network, operator) = scene();
    network.tamper(&operator.pool, |pool: &mut Pool| pool.own_shares = pool.active_shares + 1);

    // When stake moves, then the books are refused
    let withdrawn = network.try_withdraw_stake(&operator.wallet, operator.pool, 0);
    assert_error(withdrawn, FurnaceStakingError::NotEnoughShares);
    let slashed = network.impersonate(slash(operator.pool, None, burn(1)));
    assert_error(slashed, FurnaceStakingError::NotEnoughShares);
}
