//! Pools, stake, rewards and votes. Where streams run, in the dearest moment of them.

use furnace_client::instructions::staking::Reward;
use furnace_client::instructions::{jobs, staking};
use furnace_client::pda;
use furnace_common::limits::{MAX_LOCK_SECONDS, MAX_UNBONDINGS};
use furnace_common::units::HEAT;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::Bench;
use crate::chain::key;
use crate::network::{COOLDOWN, OperatorActor};

/// Positions whose votes fit into a transaction without an address table.
const VOTING_POSITIONS: usize = 12;

/// The pool of an operator with `amount` of its own, and the operator's book.
pub(in crate::bench) fn found(bench: &mut Bench, amount: u64) -> OperatorActor {
    let wallet = bench.network.wallet("bench operator", 2 * amount);
    let (address, payer) = (wallet.pubkey(), bench.network.payer());
    let (pool, source) = (pda::pool(&address), pda::heat_account(&address));
    let create = staking::pool_create(address, payer, bench.network.usd_mint, 1_000);
    bench.step("staking", "pool_create", create, &[&wallet]);
    bench.step("staking", "position_open", staking::position_open(address, payer, pool), &[&wallet]);
    let stake = staking::stake(address, pool, source, amount);
    bench.network.send(&[stake], &[&wallet]).expect("stake");
    bench.step("jobs", "operator_register", jobs::operator_register(address, payer), &[&wallet]);
    OperatorActor { operator: pda::operator(&address), pool, wallet }
}

pub(super) fn all(bench: &mut Bench) -> OperatorActor {
    let operator = found(bench, 5_000 * HEAT);
    let pool = operator.pool;
    let delegator = bench.network.wallet("bench delegator", 3_000 * HEAT);
    let owner = delegator.pubkey();
    let home = pda::heat_account(&owner);
    bench.network.give_usd(&owner, 1);
    bench.network.open_position(&delegator, pool);
    bench.network.try_stake(&delegator, pool, 1_000 * HEAT).expect("stake");
    bench.network.try_lock(&delegator, pool, 300 * HEAT, MAX_LOCK_SECONDS / 2).expect("lock");
    // All places for unbondings but one are taken.
    for _ in 1..MAX_UNBONDINGS {
        bench.network.try_unstake(&delegator, pool, HEAT).expect("unstake");
    }

    let signers: &[&Keypair] = &[&delegator];
    let mut dearest = |name: &str, instruction, signers: &[&Keypair]| {
        bench.season(pool);
        bench.worst("staking", name, instruction, signers);
    };
    dearest("stake", staking::stake(owner, pool, home, 100 * HEAT), signers);
    dearest("unstake", staking::unstake(owner, pool, 10 * HEAT), signers);
    let last = MAX_UNBONDINGS as u8 - 1;
    dearest("unstake_cancel", staking::unstake_cancel(owner, pool, last), signers);
    dearest("lock", staking::lock(owner, pool, 100 * HEAT, MAX_LOCK_SECONDS), signers);
    dearest("rewards_sync", staking::rewards_sync(pool, usd()), &[]);
    dearest("rewards_claim", staking::rewards_claim(owner, pool, Reward::Heat, home), signers);
    dearest("position_refresh", staking::position_refresh(owner, pool), &[]);

    bench.network.chain.advance(COOLDOWN);
    let withdraw = staking::withdraw(owner, pool, home, last - 1);
    bench.step("staking", "withdraw", withdraw, signers);
    let wallet = operator.wallet.pubkey();
    bench.step("staking", "commission_set", staking::commission_set(wallet, 2_000), &[&operator.wallet]);
    let claim = staking::commission_claim(wallet, Reward::Heat, pda::heat_account(&wallet));
    bench.step("staking", "commission_claim", claim, &[&operator.wallet]);
    vote(bench, &operator);
    operator
}

/// The dollar token of every network of the tests.
fn usd() -> solana_address::Address {
    key("minter's mint").pubkey()
}

/// A wallet with positions in many pools.
fn vote(bench: &mut Bench, operator: &OperatorActor) {
    let owner = operator.wallet.insecure_clone();
    let mut pools = vec![operator.pool];
    for number in 1..VOTING_POSITIONS {
        let other = bench.network.operator(&format!("bench operator {number}"), 100 * HEAT);
        bench.network.open_position(&owner, other.pool);
        bench.network.try_stake(&owner, other.pool, 10 * HEAT).expect("stake");
        bench.network.try_lock(&owner, other.pool, 5 * HEAT, MAX_LOCK_SECONDS).expect("lock");
        pools.push(other.pool);
    }
    let (payer, realm) = (bench.network.payer(), key("bench realm").pubkey());
    let update = staking::voter_weight_update(payer, realm, owner.pubkey(), &pools);
    bench.step("staking", "voter_weight_update", update, &[]);
    bench.step("staking", "max_voter_weight_update", staking::max_voter_weight_update(payer, realm), &[]);
}

/// Everybody leaves, and the pool is closed. The operator's book is closed already.
pub(super) fn ends(bench: &mut Bench, operator: &OperatorActor) {
    let (pool, payer, usd_mint) = (operator.pool, bench.network.payer(), bench.network.usd_mint);
    bench.network.chain.advance(2 * MAX_LOCK_SECONDS);
    let delegator = key("bench delegator");
    for owner in [&delegator, &operator.wallet] {
        let held = bench.network.position(&pool, &owner.pubkey());
        for (index, _) in held.unbonding_shares.iter().enumerate().filter(|(_, shares)| **shares > 0) {
            bench.network.try_withdraw_stake(owner, pool, index as u8).expect("withdraw");
        }
        bench.network.try_unstake(owner, pool, held.shares).expect("unstake");
    }
    bench.network.chain.advance(COOLDOWN);
    bench.network.try_sync(pool).expect("sync");
    bench.network.give_usd(&operator.wallet.pubkey(), 1);
    for owner in [&delegator, &operator.wallet] {
        bench.network.try_withdraw_stake(owner, pool, 0).expect("withdraw");
        for mint in [Reward::Heat, Reward::Usd(usd_mint)] {
            bench.network.try_claim_rewards(owner, pool, mint).expect("claim");
        }
    }
    for mint in [Reward::Heat, Reward::Usd(usd_mint)] {
        bench.network.try_claim_commission(&operator.wallet, mint).expect("commission");
    }
    let close = staking::position_close(delegator.pubkey(), pool, payer);
    bench.step("staking", "position_close", close, &[]);
    let wallet = operator.wallet.pubkey();
    bench.network.send(&[staking::position_close(wallet, pool, payer)], &[]).expect("position closes");
    bench.step("staking", "pool_close", staking::pool_close(wallet, payer, usd_mint), &[&operator.wallet]);
}
