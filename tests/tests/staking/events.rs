//! Every fact that indexers follow is said once, with the numbers of the books.

use furnace_client::instructions::jobs;
use furnace_client::instructions::staking::{self, Reward::Heat};
use furnace_client::pda;
use furnace_common::limits::MAX_LOCK_SECONDS;
use furnace_tests::events::assert_event;
use furnace_tests::network::{COOLDOWN, EPOCH, Network};
use solana_signer::Signer;

use super::scene::*;

#[test]
fn stake_that_moves_is_said() {
    // Given an operator with HEAT, without a pool
    let mut network = Network::new();
    let wallet = network.wallet("operator", 8 * UNIT);
    let (owner, payer) = (wallet.pubkey(), network.payer());
    let pool = pda::pool(&owner);

    // When a pool opens, and stake moves in every way, then each step says what it did
    let create = staking::pool_create(owner, payer, network.usd_mint, 250);
    let created = network.send(&[create], &[&wallet]).expect("pool is created");
    assert_event(&created, "PoolCreated", (pool, owner, 250u16));
    network.open_position(&wallet, pool);
    let staked = network.try_stake(&wallet, pool, 4 * UNIT).expect("stake");
    assert_event(&staked, "Staked", (pool, owner, 4 * UNIT, 4 * UNIT));
    let locked = network.try_lock(&wallet, pool, UNIT, MAX_LOCK_SECONDS).expect("lock");
    assert_event(&locked, "Locked", (pool, owner, UNIT, network.chain.now() + MAX_LOCK_SECONDS, 7 * UNIT));
    let unstaked = network.try_unstake(&wallet, pool, UNIT).expect("unstake");
    assert_event(&unstaked, "Unstaked", (pool, owner, UNIT, UNIT, network.chain.now() + COOLDOWN));
    let cancelled = network.try_cancel_unstake(&wallet, pool, 0).expect("cancel");
    assert_event(&cancelled, "UnstakeCancelled", (pool, owner, UNIT, UNIT));

    // and so after a slash, where shares and amounts are no longer the same
    network.impersonate(slash(pool, None, burn(2 * UNIT))).expect("slash");
    let worth = network.pool(&pool).worth(UNIT);
    let unstaked = network.try_unstake(&wallet, pool, UNIT).expect("unstake");
    assert_event(&unstaked, "Unstaked", (pool, owner, worth, UNIT, network.chain.now() + COOLDOWN));
    network.chain.advance(COOLDOWN);
    let withdrawn = network.try_withdraw_stake(&wallet, pool, 0).expect("withdraw");
    assert_event(&withdrawn, "Withdrawn", (pool, owner, worth));
}

#[test]
fn rewards_that_move_are_said() {
    // Given a pool that earned, and fees
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    earn(&mut network, &operator.pool, 1_000_000, 2_000_000);
    collect(&mut network, 800_000, 400_000);

    // When they are booked and paid, and the commission changes, then each step says what it did
    let synced = network.try_sync(operator.pool).expect("sync");
    let (to_operator, to_stakers) = ([100_000u64, 200_000], [900_000u64, 1_800_000]);
    assert_event(&synced, "RewardsSynced", (operator.pool, to_operator, to_stakers, [800_000u64, 400_000]));
    let commission = network.try_claim_commission(&operator.wallet, Heat).expect("commission");
    assert_event(&commission, "CommissionClaimed", (operator.pool, pda::heat_mint(), 100_000u64));
    epochs_ahead(&mut network, 2);
    let claim = network.try_claim_rewards(&first, operator.pool, Heat).expect("claim");
    let parts = (225_000u64, 200_000u64);
    assert_event(&claim, "RewardsClaimed", (operator.pool, first.pubkey(), pda::heat_mint(), parts));
    let (wallet, usd) = (operator.wallet.pubkey(), network.usd());
    wallet_account(&mut network, &wallet, usd);
    let claim = network.try_claim_rewards(&operator.wallet, operator.pool, usd).expect("claim");
    assert_event(&claim, "RewardsClaimed", (operator.pool, wallet, network.usd_mint, (900_000u64, 200_000u64)));
    let set = network.send(&[staking::commission_set(wallet, 77)], &[&operator.wallet]).expect("announcement");
    let from_epoch = network.chain.now() / EPOCH + 2;
    assert_event(&set, "CommissionAnnounced", (operator.pool, from_epoch, 77u64));
}

#[test]
fn ends_are_said() {
    // Given an operator with nothing
    let mut network = Network::new();
    let operator = network.operator("operator", 0);
    let (wallet, payer) = (operator.wallet.pubkey(), network.payer());

    // When its position and its pool close, then each says so
    let close = staking::position_close(wallet, operator.pool, payer);
    let closed = network.send(&[close], &[]).expect("position closes");
    assert_event(&closed, "PositionClosed", (operator.pool, wallet));
    let book = jobs::operator_close(wallet, payer);
    let close = staking::pool_close(wallet, payer, network.usd_mint);
    let closed = network.send(&[book, close], &[&operator.wallet]).expect("pool closes");
    assert_event(&closed, "PoolClosed", (operator.pool, wallet));
}
