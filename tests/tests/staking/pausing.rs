//! A pause stops beginnings, and no exit.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::Reward::Heat;
use furnace_client::instructions::{governance, jobs, staking};
use furnace_client::pda;
use furnace_common::pause;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, Network};
use solana_signer::Signer;

use super::cast::realm;
use super::scene::*;

#[test]
fn no_stake_comes_in() {
    // Given an operator and a delegator with HEAT to stake, and a pause
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let wallet = holder(&mut network, "delegator", operator.pool, HEAT);
    network.give(&operator.wallet.pubkey(), HEAT);
    pause_everything(&mut network);

    // When they stake, then stakes are paused
    for owner in [&operator.wallet, &wallet] {
        assert_error(network.try_stake(owner, operator.pool, HEAT), FurnaceStakingError::StakesPaused);
    }
    // until the authority lets stakes go on, whatever else is paused
    let authority = network.authority.insecure_clone();
    let unpause = governance::unpause(authority.pubkey(), pause::STAKES);
    network.send(&[unpause], &[&authority]).expect("unpause");
    for owner in [&operator.wallet, &wallet] {
        network.try_stake(owner, operator.pool, HEAT).expect("stake");
    }
}

#[test]
fn a_pause_of_jobs_is_none_of_stakes() {
    // Given a pause of jobs alone, when somebody stakes and opens a pool, then it goes through
    let mut network = Network::new();
    let guardian = network.guardian.insecure_clone();
    let pause = governance::pause(guardian.pubkey(), pause::JOBS);
    network.send(&[pause], &[&guardian]).expect("pause");
    network.operator("operator", HEAT);
}

#[test]
fn everything_goes_out() {
    // Given an operator and two delegators with stake, locks, unbondings and rewards, and a pause
    let mut network = Network::new();
    let (operator, [first, second]) = pool_of_three(&mut network);
    network.try_lock(&second, operator.pool, UNIT, COOLDOWN).expect("lock");
    network.try_unstake(&first, operator.pool, UNIT / 2).expect("unstake");
    earn(&mut network, &operator.pool, 1_000_000, 0);
    pause_everything(&mut network);
    let pool = operator.pool;

    // When everything that leads out is done, then nothing stands in the way
    network.try_sync(pool).expect("sync");
    network.try_cancel_unstake(&first, pool, 0).expect("cancel");
    network.try_claim_commission(&operator.wallet, Heat).expect("commission");
    let owners = [&operator.wallet, &first, &second];
    for owner in &owners[..2] {
        let shares = network.position(&pool, &owner.pubkey()).shares;
        network.try_unstake(owner, pool, shares).expect("unstake");
    }
    network.chain.advance(COOLDOWN);
    network.try_refresh(&second.pubkey(), pool).expect("refresh");
    network.try_unstake(&second, pool, UNIT).expect("unstake");
    network.chain.advance(COOLDOWN);
    for owner in owners {
        network.try_withdraw_stake(owner, pool, 0).expect("withdraw");
    }
    // Only who was staked while it was released has earned.
    assert_eq!(claimed(&mut network, &second, pool, Heat), 900_000);
    for owner in owners {
        let close = staking::position_close(owner.pubkey(), pool, network.payer());
        network.send(&[close], &[]).expect("position closes");
    }
    let (wallet, payer) = (operator.wallet.pubkey(), network.payer());
    let close = [jobs::operator_close(wallet, payer), staking::pool_close(wallet, payer, network.usd_mint)];
    network.send(&close, &[&operator.wallet]).expect("pool closes");
    assert!(network.chain.account(&pda::pool_vault(&pool)).is_none());
}

#[test]
fn what_is_neither_in_nor_out_goes_on() {
    // Given an operator and a delegator, and a pause
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    pause_everything(&mut network);

    // When locks, commissions and votes change, then they do
    network.try_lock(&first, operator.pool, UNIT, COOLDOWN).expect("lock");
    let set = staking::commission_set(operator.wallet.pubkey(), 0);
    network.send(&[set], &[&operator.wallet]).expect("announcement");
    let payer = network.payer();
    let votes = staking::voter_weight_update(payer, realm(), first.pubkey(), &[operator.pool]);
    network.send(&[votes, staking::max_voter_weight_update(payer, realm())], &[]).expect("votes");
}
