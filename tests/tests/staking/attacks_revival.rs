//! Closed pools and positions stay closed, and what opens at their addresses starts from nothing.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::jobs;
use furnace_client::instructions::staking::{self, Reward::Heat};
use furnace_client::{pda, program};
use furnace_common::bps;
use furnace_common::limits::MAX_LOCK_SECONDS;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::network::{COOLDOWN, Network, OperatorActor};
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use super::scene::*;
use super::votes::try_count;

/// A delegator that locked, earned and left, and the instruction that closes its position.
fn position_at_its_end() -> (Network, OperatorActor, Keypair, Instruction) {
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    network.try_lock(&first, operator.pool, UNIT, 1_000).expect("lock");
    earn(&mut network, &operator.pool, 1_000_000, 0);
    collect(&mut network, 800_000, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 2);
    claimed(&mut network, &first, operator.pool, Heat);
    leave(&mut network, &first, operator.pool);
    let close = staking::position_close(first.pubkey(), operator.pool, network.payer());
    (network, operator, first, close)
}

/// An operator whose pool was slashed, earned, was to change its commission, and is empty; and the
/// instruction that closes it.
fn pool_at_its_end() -> (Network, OperatorActor, Instruction) {
    let mut network = Network::new();
    let operator = network.operator("operator", 4 * UNIT);
    let wallet = operator.wallet.pubkey();
    earn(&mut network, &operator.pool, 1_000_000, 1_000_000);
    collect(&mut network, 800_000, 800_000);
    network.try_sync(operator.pool).expect("sync");
    network.impersonate(slash(operator.pool, None, burn(UNIT))).expect("slash");
    epochs_ahead(&mut network, 2);
    leave(&mut network, &operator.wallet, operator.pool);
    let set = staking::commission_set(wallet, bps::ONE);
    network.send(&[set], &[&operator.wallet]).expect("announcement");
    let usd = network.usd();
    for mint in [Heat, usd] {
        wallet_account(&mut network, &wallet, mint);
        claimed(&mut network, &operator.wallet, operator.pool, mint);
        network.try_claim_commission(&operator.wallet, mint).expect("commission");
    }
    let payer = network.payer();
    let before = [staking::position_close(wallet, operator.pool, payer), jobs::operator_close(wallet, payer)];
    network.send(&before, &[&operator.wallet]).expect("position and book close");
    let close = staking::pool_close(wallet, payer, network.usd_mint);
    (network, operator, close)
}

#[test]
fn lamports_do_not_keep_a_closed_position_alive() {
    // Given an empty position
    let (mut network, operator, first, close) = position_at_its_end();
    let (owner, pool, account) = (first.pubkey(), operator.pool, pda::heat_account(&first.pubkey()));
    let position = pda::position(&pool, &owner);
    let revive = transfer(&owner, &position, 10_000_000);

    // When it is closed, funded and used in one transaction, then nothing happens
    for use_it in [
        staking::stake(owner, pool, account, UNIT),
        staking::position_refresh(owner, pool),
        staking::lock(owner, pool, 1, 1),
        close.clone(),
    ] {
        let result = network.send(&[close.clone(), revive.clone(), use_it], &[&first]);
        assert_runtime_error(result, InstructionError::AccountDataTooSmall);
    }
    // and when it is closed and funded, then lamports are all that lies there
    network.send(&[close, revive], &[&first]).expect("close and fund");
    let shell = network.chain.account(&position).expect("lamports");
    assert_eq!((shell.owner, shell.data.len()), (program::SYSTEM, 0));
    assert!(network.try_stake(&first, pool, UNIT).is_err());
    assert!(try_count(&mut network, &owner, &[pool]).is_err());
    // and they do not keep another from opening
    network.open_position(&first, pool);
}

#[test]
fn a_position_that_opens_again_has_no_claim_on_what_was_before() {
    // Given an empty position, and income and fees that were paid since
    let (mut network, operator, first, close) = position_at_its_end();
    earn(&mut network, &operator.pool, 1_000_000, 0);
    collect(&mut network, 600_000, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 2);
    let positions = network.pool(&operator.pool).positions;

    // When it is closed, opened and staked in, in one transaction
    let (owner, pool, account) = (first.pubkey(), operator.pool, pda::heat_account(&first.pubkey()));
    let open = staking::position_open(owner, network.payer(), pool);
    network.send(&[close, open, staking::stake(owner, pool, account, UNIT)], &[&first]).expect("opens again");

    // Then it is like any other that is new, without lock or claim
    let position = network.position(&pool, &owner);
    assert_eq!((position.shares, position.weighted_shares), (UNIT, UNIT));
    assert_eq!((position.locked_shares, position.lock_until, position.lock_seconds), (0, 0, 0));
    assert_eq!(position.unbonding_shares, [0; 8]);
    assert_eq!(network.pool(&pool).positions, positions);
    assert_error(network.try_claim_rewards(&first, pool, Heat), FurnaceStakingError::NothingOwed);

    // and it earns from then on
    earn(&mut network, &pool, 1_000_000, 0);
    network.try_sync(pool).expect("sync");
    epochs_ahead(&mut network, 2);
    assert_eq!(claimed(&mut network, &first, pool, Heat), 225_000);
    assert_books(&network, &pool);
}

#[test]
fn opening_again_and_again_gains_nothing() {
    // Given an empty position in a pool that earns
    let (mut network, operator, first, close) = position_at_its_end();
    let before = network.heat(&first.pubkey());
    let open = staking::position_open(first.pubkey(), network.payer(), operator.pool);
    for _ in 0..20 {
        earn(&mut network, &operator.pool, 1_000_000, 0);
        network.try_sync(operator.pool).expect("sync");
        epochs_ahead(&mut network, 1);

        // When it is closed and opened once more, then it still has no claim
        network.send(&[close.clone(), open.clone()], &[&first]).expect("opens again");
        let result = network.try_claim_rewards(&first, operator.pool, Heat);
        assert_error(result, FurnaceStakingError::NothingOwed);
    }
    assert_eq!(network.heat(&first.pubkey()), before);
}

#[test]
fn lamports_do_not_keep_a_closed_pool_alive() {
    // Given an empty pool
    let (mut network, operator, close) = pool_at_its_end();
    let (wallet, pool) = (operator.wallet.pubkey(), operator.pool);
    let accounts = network.pool(&pool);
    let revive = transfer(&wallet, &pool, 10_000_000);

    // When it is closed, funded and used in one transaction, then nothing happens
    for use_it in [
        staking::position_open(wallet, network.payer(), pool),
        staking::commission_set(wallet, 0),
        staking::rewards_sync(pool, network.usd_mint),
        jobs::operator_register(wallet, network.payer()),
        close.clone(),
    ] {
        let result = network.send(&[close.clone(), revive.clone(), use_it], &[&operator.wallet]);
        assert!(result.is_err());
    }
    // and when it is closed and everything funded, then lamports are all that lies there
    let vaults = [accounts.vault, accounts.income[0].vault, accounts.income[1].vault];
    let revivals = vaults.map(|vault| transfer(&wallet, &vault, 10_000_000));
    let all = [&[close, revive][..], &revivals].concat();
    network.send(&all, &[&operator.wallet]).expect("close and fund");
    for address in vaults.into_iter().chain([pool]) {
        let shell = network.chain.account(&address).expect("lamports");
        assert_eq!((shell.owner, shell.data.len()), (program::SYSTEM, 0));
    }
    // and they do not keep another from opening
    let create = staking::pool_create(wallet, network.payer(), network.usd_mint, 0);
    network.send(&[create], &[&operator.wallet]).expect("pool is created");
}

#[test]
fn a_pool_that_opens_again_has_neither_claims_nor_debts() {
    // Given an empty pool with a history, and another with fees to come
    let (mut network, operator, close) = pool_at_its_end();
    let other = network.operator("other operator", UNIT);
    collect(&mut network, 800_000, 0);
    network.try_sync(other.pool).expect("sync");
    epochs_ahead(&mut network, 2);
    network.try_sync(other.pool).expect("sync");
    assert!(network.staker_fees().fees[0].per_weight > 0);

    // When it is closed and opened in one transaction, with a position and stake in it
    let (wallet, payer, pool) = (operator.wallet.pubkey(), network.payer(), operator.pool);
    let create = staking::pool_create(wallet, payer, network.usd_mint, 250);
    let open = staking::position_open(wallet, payer, pool);
    let stake = staking::stake(wallet, pool, pda::heat_account(&wallet), UNIT);
    network.send(&[close, create, open, stake], &[&operator.wallet]).expect("opens again");

    // Then it is like any other that is new
    let books = network.pool(&pool);
    assert_eq!((books.active, books.active_shares, books.own_shares), (UNIT, UNIT, UNIT));
    assert_eq!((books.unbonding, books.unbonding_shares, books.slashed), (0, 0, 0));
    assert_eq!((books.weighted_shares, books.weight, books.positions), (UNIT, UNIT, 1));
    assert_eq!((books.commission_bps, books.commission_from, books.next_commission_bps), (250, 0, 0));
    for income in &books.income {
        assert_eq!((income.booked, income.operator_due, income.per_share, income.carried), (0, 0, 0, 0));
        assert_eq!((income.stream.next, income.stream.releasing), (0, 0));
        assert_eq!(network.tokens(&income.vault), 0);
    }
    // and has no part in the fees of before
    let result = network.try_claim_rewards(&operator.wallet, pool, Heat);
    assert_error(result, FurnaceStakingError::NothingOwed);
    let commission = network.try_claim_commission(&operator.wallet, Heat);
    assert_error(commission, FurnaceStakingError::NothingOwed);
    assert_eq!(network.staker_fees().total_weight, 2 * UNIT);
    assert_books(&network, &pool);
}

#[test]
fn no_unbonding_outlives_its_pool() {
    // Given an operator with a ripe unbonding
    let mut network = Network::new();
    let operator = network.operator("operator", UNIT);
    network.try_unstake(&operator.wallet, operator.pool, UNIT).expect("unstake");
    network.chain.advance(COOLDOWN);

    // When it withdraws, closes everything and opens it again, then the unbonding is not there twice
    let (wallet, payer, pool) = (operator.wallet.pubkey(), network.payer(), operator.pool);
    let account = pda::heat_account(&wallet);
    let again = [
        staking::withdraw(wallet, pool, account, 0),
        staking::position_close(wallet, pool, payer),
        jobs::operator_close(wallet, payer),
        staking::pool_close(wallet, payer, network.usd_mint),
        staking::pool_create(wallet, payer, network.usd_mint, 0),
        staking::position_open(wallet, payer, pool),
    ];
    network.send(&again, &[&operator.wallet]).expect("opens again");
    for result in
        [network.try_withdraw_stake(&operator.wallet, pool, 0), network.try_cancel_unstake(&operator.wallet, pool, 0)]
    {
        assert_error(result, FurnaceStakingError::NoSuchUnbonding);
    }
    let lock = network.try_lock(&operator.wallet, pool, 1, MAX_LOCK_SECONDS);
    assert_error(lock, FurnaceStakingError::NotEnoughShares);
    assert_eq!(network.heat(&wallet), UNIT);
}
