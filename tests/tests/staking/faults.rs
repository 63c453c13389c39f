//! Checks that hold even where something else has already gone wrong.

use furnace_client::accounts::{Pool, StakerFees};
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::Reward::Heat;
use furnace_client::{pda, program};
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, Network, OperatorActor};
use solana_account::Account;
use solana_signer::Signer;

use super::cast::realm;
use super::scene::*;
use super::votes::try_count;

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

#[test]
fn an_operator_with_more_in_unbonding_than_there_is_stops_every_movement() {
    // Given books in which the operator owns more of the unbonding than everything
    let (mut network, operator) = scene();
    network.tamper(&operator.pool, |pool: &mut Pool| pool.own_unbonding_shares = pool.unbonding_shares + 1);

    // When stake moves, then the books are refused
    let staked = network.try_stake(&operator.wallet, operator.pool, HEAT);
    assert_error(staked, FurnaceStakingError::NotEnoughShares);
    let slashed = network.impersonate(slash(operator.pool, None, burn(1)));
    assert_error(slashed, FurnaceStakingError::NotEnoughShares);
}

#[test]
fn vaults_of_rewards_that_lost_a_unit_pay_nobody() {
    // Given a pool that earned, and fees, all of it released
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    earn(&mut network, &operator.pool, 1_000_000, 0);
    collect(&mut network, 800_000, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 2);
    let genuine = (network.chain.account(&operator.pool), network.chain.account(&pda::staker_fees()));
    let (Some(pool), Some(fees)) = genuine else { panic!("pool and fees") };

    // When the income's books say a unit more than its vault holds, then nothing is paid or booked
    network.tamper(&operator.pool, |pool: &mut Pool| pool.income[0].booked += 1);
    let claim = network.try_claim_rewards(&first, operator.pool, Heat);
    assert_error(claim, FurnaceStakingError::VaultShort);
    let commission = network.try_claim_commission(&operator.wallet, Heat);
    assert_error(commission, FurnaceStakingError::VaultShort);
    assert_error(network.try_sync(operator.pool), FurnaceStakingError::VaultShort);
    network.chain.svm.set_account(operator.pool, pool).expect("pool is set");

    // and so with the fees'
    network.tamper(&pda::staker_fees(), |fees: &mut StakerFees| fees.fees[0].booked += 1);
    let claim = network.try_claim_rewards(&first, operator.pool, Heat);
    assert_error(claim, FurnaceStakingError::VaultShort);
    assert_error(network.try_sync(operator.pool), FurnaceStakingError::VaultShort);
    network.chain.svm.set_account(pda::staker_fees(), fees).expect("fees are set");

    // and once the books are right again, all of it is
    assert_eq!(claimed(&mut network, &first, operator.pool, Heat), 425_000);
}

#[test]
fn what_is_no_record_is_not_written_to() {
    // Given something else at the address of a voter's record, which no instruction puts there
    let (mut network, operator) = scene();
    let wallet = operator.wallet.pubkey();
    let record = pda::voter_weight(&realm(), &wallet);
    try_count(&mut network, &wallet, &[operator.pool]).expect("votes are counted");
    let genuine = network.chain.account(&record).expect("record");
    let foreign = Account { owner: program::SYSTEM, ..genuine.clone() };
    let longer = Account { data: [&genuine.data[..], &[0]].concat(), ..genuine.clone() };
    let shorter = Account { data: genuine.data[1..].to_vec(), ..genuine };
    for other in [foreign, longer, shorter] {
        // When votes are counted, then it is the wrong record
        network.chain.svm.set_account(record, other).expect("account is set");
        let result = try_count(&mut network, &wallet, &[operator.pool]);
        assert_error(result, FurnaceStakingError::WrongRecord);
    }
}
