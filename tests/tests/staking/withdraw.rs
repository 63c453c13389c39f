//! An unbonding is paid out once, when its time has come.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, Network};
use solana_signer::Signer;

use super::scene::{assert_books, burn, slash};

#[test]
fn an_unbonding_is_paid_to_the_unit() {
    // Given an unbonding whose cool-down is over
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 250 * HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);

    // When it is withdrawn
    network.try_withdraw_stake(&operator.wallet, operator.pool, 0).expect("withdraw");

    // Then wallet, books and vault agree, and its place is free
    assert_eq!(network.heat(&operator.wallet.pubkey()), 250 * HEAT);
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.unbonding, pool.unbonding_shares), (750 * HEAT, 0, 0));
    let position = network.position(&operator.pool, &operator.wallet.pubkey());
    assert_eq!((position.unbonding_shares, position.unlock_at), ([0; 8], [0; 8]));
    assert_books(&network, &operator.pool);
}

#[test]
fn the_owner_chooses_where_it_goes() {
    // Given an unbonding whose cool-down is over, and another wallet
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let cold = network.wallet("cold wallet", 0);
    network.try_unstake(&operator.wallet, operator.pool, HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);

    // When the owner names that wallet's account, then the HEAT goes there
    let destination = pda::heat_account(&cold.pubkey());
    let withdraw = staking::withdraw(operator.wallet.pubkey(), operator.pool, destination, 0);
    network.send(&[withdraw], &[&operator.wallet]).expect("withdraw");
    assert_eq!((network.heat(&cold.pubkey()), network.heat(&operator.wallet.pubkey())), (HEAT, 0));
}

#[test]
fn not_a_second_too_early() {
    // Given an unbonding
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, HEAT).expect("unstake");

    // When it is withdrawn before its time, then it still cools down
    for wait in [0, COOLDOWN - 1] {
        network.chain.advance(wait);
        let early = network.try_withdraw_stake(&operator.wallet, operator.pool, 0);
        assert_error(early, FurnaceStakingError::StillCoolingDown);
    }
    // and at the second itself it goes
    network.chain.advance(1);
    network.try_withdraw_stake(&operator.wallet, operator.pool, 0).expect("withdraw");
}

#[test]
fn each_unbonding_has_a_time_of_its_own() {
    // Given two unbondings a day apart, the first one ripe
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, HEAT).expect("unstake");
    network.chain.advance(86_400);
    network.try_unstake(&operator.wallet, operator.pool, 10 * HEAT).expect("unstake");
    network.chain.advance(COOLDOWN - 86_400);

    // When both are withdrawn, then only the first is paid
    let early = network.try_withdraw_stake(&operator.wallet, operator.pool, 1);
    assert_error(early, FurnaceStakingError::StillCoolingDown);
    network.try_withdraw_stake(&operator.wallet, operator.pool, 0).expect("withdraw");
    assert_eq!(network.heat(&operator.wallet.pubkey()), HEAT);
    assert_books(&network, &operator.pool);
}

#[test]
fn not_twice_and_not_what_is_not_there() {
    // Given an unbonding that was paid out
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(&operator.wallet, operator.pool, 0).expect("withdraw");

    // When it, an empty place or a place past the last is withdrawn, then there is none
    for index in [0, 1, 7, 8, u8::MAX] {
        let result = network.try_withdraw_stake(&operator.wallet, operator.pool, index);
        assert_error(result, FurnaceStakingError::NoSuchUnbonding);
    }
    assert_eq!(network.heat(&operator.wallet.pubkey()), HEAT);
}

#[test]
fn an_unbonding_that_was_slashed_pays_what_is_left() {
    // Given half of a pool in unbonding, and a slash of a third of everything
    let mut network = Network::new();
    let operator = network.operator("operator", 900 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 450 * HEAT).expect("unstake");
    network.impersonate(slash(operator.pool, None, burn(300 * HEAT))).expect("slash");
    network.chain.advance(COOLDOWN);

    // When it is withdrawn, then two thirds are paid
    network.try_withdraw_stake(&operator.wallet, operator.pool, 0).expect("withdraw");
    assert_eq!(network.heat(&operator.wallet.pubkey()), 300 * HEAT);
    assert_books(&network, &operator.pool);
}

#[test]
fn an_unbonding_that_lost_everything_still_ends() {
    // Given an unbonding that a slash took whole
    let mut network = Network::new();
    let operator = network.operator("operator", HEAT);
    network.try_unstake(&operator.wallet, operator.pool, HEAT).expect("unstake");
    network.impersonate(slash(operator.pool, None, burn(HEAT))).expect("slash");
    network.chain.advance(COOLDOWN);

    // When it is withdrawn, then nothing is paid and its place is free
    network.try_withdraw_stake(&operator.wallet, operator.pool, 0).expect("withdraw");
    assert_eq!(network.heat(&operator.wallet.pubkey()), 0);
    assert_eq!(network.pool(&operator.pool).unbonding_shares, 0);
}
