//! What a position has earned is paid out, a mint at a time, and its stake stays.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::{self, Reward::Heat};
use furnace_client::pda;
use furnace_tests::errors::{SplTokenError, assert_error};
use furnace_tests::network::{COOLDOWN, Network, OperatorActor};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::*;

/// Places in the instruction.
const FEE_VAULT: usize = 5;
const INCOME_VAULT: usize = 6;

/// A pool of an operator and two delegators that are owed 900,000 HEAT units and 1,800,000 dollar units of
/// income, and 400,000 and 800,000 of fees.
fn scene() -> (Network, OperatorActor, [Keypair; 2]) {
    let mut network = Network::new();
    let (operator, delegators) = pool_of_three(&mut network);
    earn(&mut network, &operator.pool, 1_000_000, 2_000_000);
    collect(&mut network, 400_000, 800_000);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 2);
    let usd = network.usd();
    for wallet in delegators.iter().chain([&operator.wallet]) {
        wallet_account(&mut network, &wallet.pubkey(), usd);
    }
    (network, operator, delegators)
}

#[test]
fn income_and_fees_are_paid_at_once_a_mint_at_a_time() {
    // Given a delegator with a quarter of the shares
    let (mut network, operator, [first, _]) = scene();
    let usd = network.usd();

    // When it claims HEAT, then it has a quarter of both sources, and they leave the books they were in
    assert_eq!(claimed(&mut network, &first, operator.pool, Heat), 225_000 + 100_000);
    let (pool, fees) = (network.pool(&operator.pool), network.staker_fees());
    assert_eq!([pool.income[0].booked, pool.income[1].booked], [775_000, 2_000_000]);
    assert_eq!([fees.fees[0].booked, fees.fees[1].booked], [300_000, 800_000]);
    assert_eq!([network.tokens(&pool.income[0].vault), network.tokens(&fees.vaults[0])], [775_000, 300_000]);

    // and its dollars wait until it claims them
    assert_eq!(claimed(&mut network, &first, operator.pool, usd), 450_000 + 200_000);
    assert_books(&network, &operator.pool);
}

#[test]
fn the_stake_is_not_touched() {
    // Given a delegator that is owed rewards
    let (mut network, operator, [first, _]) = scene();
    let stake = |network: &Network| {
        let (pool, position) = (network.pool(&operator.pool), network.position(&operator.pool, &first.pubkey()));
        (pool.active, pool.active_shares, pool.weight, position.shares, network.tokens(&pool.vault))
    };
    let before = stake(&network);

    // When it claims, then its stake and the pool's are as they were
    claimed(&mut network, &first, operator.pool, Heat);
    assert_eq!(stake(&network), before);
}

#[test]
fn nothing_is_paid_twice() {
    // Given a delegator that claimed
    let (mut network, operator, [first, second]) = scene();
    claimed(&mut network, &first, operator.pool, Heat);

    // When it claims again, at once and after any time, then nothing is owed
    for epochs in [0, 1, 5] {
        epochs_ahead(&mut network, epochs);
        let again = network.try_claim_rewards(&first, operator.pool, Heat);
        assert_error(again, FurnaceStakingError::NothingOwed);
    }
    // and others still have theirs
    assert_eq!(claimed(&mut network, &second, operator.pool, Heat), 325_000);
}

#[test]
fn who_never_staked_is_owed_nothing() {
    // Given a position without stake
    let (mut network, operator, _) = scene();
    let newcomer = holder(&mut network, "newcomer", operator.pool, 0);

    // When it claims, then nothing is owed
    let result = network.try_claim_rewards(&newcomer, operator.pool, Heat);
    assert_error(result, FurnaceStakingError::NothingOwed);
}

#[test]
fn what_was_earned_outlives_the_stake_and_what_unbonds_earns_no_more() {
    // Given a delegator that leaves when everything is released, and more that comes in later
    let (mut network, operator, [first, second]) = scene();
    network.try_unstake(&first, operator.pool, UNIT).expect("unstake");
    earn(&mut network, &operator.pool, 1_000_000, 0);
    network.try_sync(operator.pool).expect("sync");
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(&first, operator.pool, 0).expect("withdraw");

    // When it claims, then it has what it earned until it left
    assert_eq!(claimed(&mut network, &first, operator.pool, Heat), 325_000);
    // and the others share the rest
    assert_eq!(claimed(&mut network, &second, operator.pool, Heat), 325_000 + 300_000);
}

#[test]
fn fractions_stay_owed() {
    // Given three equal stakes, of which none earns whole units
    let mut network = Network::new();
    let operator = network.operator("operator", 3_000);
    let names = ["first", "second", "third"];
    let delegators = names.map(|name| delegator(&mut network, name, operator.pool, 1_000));
    network.try_unstake(&operator.wallet, operator.pool, 3_000).expect("unstake");
    let mut paid = 0;
    for round in 1..=9 {
        // When 10 units come in for the three, again and again
        earn(&mut network, &operator.pool, 11, 0);
        network.try_sync(operator.pool).expect("sync");
        epochs_ahead(&mut network, 2);
        for wallet in &delegators {
            paid += claimed(&mut network, wallet, operator.pool, Heat);
        }
        // Then all but less than a unit each is paid at any time
        assert!((10 * round - 3..=10 * round).contains(&paid), "{paid} units in round {round}");
    }
    assert_books(&network, &operator.pool);
}

#[test]
fn the_owner_chooses_where_it_goes() {
    // Given another wallet
    let (mut network, operator, [first, _]) = scene();
    let cold = network.wallet("cold wallet", 0);

    // When a delegator names that wallet's account, then its rewards go there
    let destination = pda::heat_account(&cold.pubkey());
    let claim = staking::rewards_claim(first.pubkey(), operator.pool, Heat, destination);
    network.send(&[claim], &[&first]).expect("claim");
    assert_eq!((network.heat(&cold.pubkey()), network.heat(&first.pubkey())), (325_000, 0));
}

#[test]
fn there_are_two_mints_and_each_has_its_vaults() {
    // Given a delegator that is owed both mints
    let (mut network, operator, [first, _]) = scene();
    let (usd, wallet) = (network.usd(), first.pubkey());
    let heat_account = pda::heat_account(&wallet);
    let claim = staking::rewards_claim(wallet, operator.pool, Heat, heat_account);

    // When it names a third mint, then there is none
    for mint in [2, u8::MAX] {
        let mut third = claim.clone();
        third.data[8] = mint;
        assert_error(network.send(&[third], &[&first]), FurnaceStakingError::WrongMint);
    }
    // and when it names HEAT with a vault of the dollars, then it is the wrong one
    let dollars = staking::rewards_claim(wallet, operator.pool, usd, heat_account);
    for place in [FEE_VAULT, INCOME_VAULT] {
        let mut mixed = claim.clone();
        mixed.accounts[place] = dollars.accounts[place].clone();
        assert_error(network.send(&[mixed], &[&first]), FurnaceStakingError::WrongVault);
    }
    // and dollars do not go to an account of HEAT
    assert_error(network.send(&[dollars], &[&first]), SplTokenError::MintMismatch);
}

#[test]
fn only_the_owner_claims() {
    // Given a thief
    let (mut network, operator, [first, _]) = scene();
    let thief = network.wallet("thief", 0);

    // When it signs for a delegator's position, then it is not the owner
    let mut theft = staking::rewards_claim(first.pubkey(), operator.pool, Heat, pda::heat_account(&thief.pubkey()));
    theft.accounts[0].pubkey = thief.pubkey();
    assert_error(network.send(&[theft], &[&thief]), FurnaceStakingError::NotPositionOwner);
}
