//! Votes counted twice, other people's votes, votes of locks that are over, of stake that leaves, and of pools
//! that are none.

use furnace_client::accounts::Pool;
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking;
use furnace_client::pda;
use furnace_common::limits::{MAX_LOCK_SECONDS, MAX_VOTING_POSITIONS};
use furnace_tests::chain::key;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::network::Network;
use solana_account::Account;
use solana_address::Address;
use solana_instruction::error::InstructionError;
use solana_instruction::{AccountMeta, Instruction};
use solana_signer::Signer;

use super::cast::realm;
use super::scene::*;
use super::votes::{count, count_all, try_count, voter};

/// Counts votes from exactly these accounts, in this order.
fn count_from(network: &Network, owner: &Address, accounts: &[Address]) -> Instruction {
    let mut update = staking::voter_weight_update(network.payer(), realm(), *owner, &[]);
    update.accounts.extend(accounts.iter().map(|account| AccountMeta::new_readonly(*account, false)));
    update
}

#[test]
fn no_position_counts_twice() {
    // Given a wallet with stake in two pools
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    let other = network.operator("other operator", UNIT);
    network.open_position(&first, other.pool);
    let owner = first.pubkey();
    let mut pairs = [operator.pool, other.pool].map(|pool| (pda::position(&pool, &owner), pool));
    pairs.sort_unstable();
    let [low, high] = pairs.map(|(position, pool)| [pool, position]);

    // When a position comes twice, next to each other or with another between, then it does not count
    for twice in [[low, low].concat(), [high, high].concat(), [low, high, low].concat(), [low, high, high].concat()] {
        let update = count_from(&network, &owner, &twice);
        assert_error(network.send(&[update], &[]), FurnaceStakingError::WrongVotes);
    }
    // and neither do positions in another order, which could hide one that comes twice
    let descending = count_from(&network, &owner, &[high, low].concat());
    assert_error(network.send(&[descending], &[]), FurnaceStakingError::WrongVotes);
    let ascending = count_from(&network, &owner, &[low, high].concat());
    network.send(&[ascending], &[]).expect("votes are counted");
    assert_eq!(voter(&network, &owner).voter_weight, UNIT);
}

#[test]
fn nobody_counts_what_others_have() {
    // Given a thief beside an operator
    let mut network = Network::new();
    let (operator, [victim, _]) = pool_of_three(&mut network);
    let thief = holder(&mut network, "thief", operator.pool, 0);

    // When the thief's votes are counted from the victim's position, then they are not its own
    let theft =
        count_from(&network, &thief.pubkey(), &[operator.pool, pda::position(&operator.pool, &victim.pubkey())]);
    assert_error(network.send(&[theft], &[]), FurnaceStakingError::WrongVotes);
    assert_eq!(count(&mut network, &thief.pubkey(), &[operator.pool]), 0);

    // and the victim's record is no place for the thief's votes
    let mut misplaced = count_from(&network, &thief.pubkey(), &[]);
    misplaced.accounts[3].pubkey = pda::voter_weight(&realm(), &victim.pubkey());
    assert_runtime_error(network.send(&[misplaced], &[]), InstructionError::InvalidSeeds);
}

#[test]
fn shares_are_worth_what_their_own_pool_says() {
    // Given a pool that was slashed, and another that was not
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    let rich = network.operator("rich operator", UNIT);
    network.impersonate(slash(operator.pool, None, burn(3 * UNIT))).expect("slash");

    // When votes of the one are counted by the price of the other, then they do not belong together
    let position = pda::position(&operator.pool, &first.pubkey());
    let mixed = count_from(&network, &first.pubkey(), &[rich.pool, position]);
    assert_error(network.send(&[mixed], &[]), FurnaceStakingError::WrongVotes);
    // and neither do a position alone, nor the two in the other order
    let alone = count_from(&network, &first.pubkey(), &[position]);
    assert_error(network.send(&[alone], &[]), FurnaceStakingError::WrongVotes);
    let swapped = count_from(&network, &first.pubkey(), &[position, operator.pool]);
    assert!(network.send(&[swapped], &[]).is_err());
}

#[test]
fn a_forged_pool_or_position_is_none() {
    // Given copies of a pool and a position that an attacker's program owns, with more in them
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    let (owner, forger) = (first.pubkey(), key("an attacker's program").pubkey());
    let genuine = [operator.pool, pda::position(&operator.pool, &owner)];
    let mut rich: Pool = network.pool(&operator.pool);
    rich.active *= 1_000;
    let forged = ["pool", "position"].map(|name| key(&format!("forged {name}")).pubkey());
    let data = [borsh::to_vec(&rich).expect("a pool"), network.chain.account(&genuine[1]).expect("position").data];
    for (address, data) in forged.into_iter().zip(data) {
        let account = Account { lamports: 1_000_000_000, data, owner: forger, ..Account::default() };
        network.chain.svm.set_account(address, account).expect("forgery");
    }

    // When votes are counted from one of them, then it belongs to another program
    for accounts in [[forged[0], genuine[1]], [genuine[0], forged[1]]] {
        let update = count_from(&network, &owner, &accounts);
        assert_runtime_error(network.send(&[update], &[]), InstructionError::IllegalOwner);
    }
}

#[test]
fn a_lock_that_is_over_counts_no_more_whether_or_not_anyone_looked() {
    // Given a lock with a second to go
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    network.try_lock(&first, operator.pool, UNIT, MAX_LOCK_SECONDS).expect("lock");
    network.chain.advance(MAX_LOCK_SECONDS - 1);
    assert_eq!(count(&mut network, &first.pubkey(), &[operator.pool]), 4 * UNIT);

    // When it ends, then its bonus ends with it
    network.chain.advance(1);
    assert_eq!(count(&mut network, &first.pubkey(), &[operator.pool]), UNIT);
}

#[test]
fn stake_that_leaves_has_no_vote_and_cannot_vote_elsewhere() {
    // Given a delegator that voted, and another wallet of its own
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    let second_wallet = holder(&mut network, "second wallet", operator.pool, 0);
    assert_eq!(count(&mut network, &first.pubkey(), &[operator.pool]), UNIT);
    let all = count_all(&mut network).max_voter_weight;

    // When it unstakes to vote again with the other wallet, then the stake votes nowhere while it cools down
    network.try_unstake(&first, operator.pool, UNIT).expect("unstake");
    assert_eq!(count(&mut network, &first.pubkey(), &[operator.pool]), 0);
    assert_eq!(count(&mut network, &second_wallet.pubkey(), &[operator.pool]), 0);
    assert_eq!(count_all(&mut network).max_voter_weight, all - UNIT);
}

#[test]
fn sixteen_positions_count_and_no_more() {
    // Given a wallet with a position in each of seventeen pools
    let mut network = Network::new();
    let voter = network.wallet("voter", UNIT);
    let pools: Vec<Address> = (0..=MAX_VOTING_POSITIONS)
        .map(|number| {
            let pool = network.operator(&format!("operator {number}"), 1_000).pool;
            network.open_position(&voter, pool);
            network.try_stake(&voter, pool, 1_000).expect("delegation");
            pool
        })
        .collect();

    // When all are counted at once, then they are too many; sixteen are not
    let all = try_count(&mut network, &voter.pubkey(), &pools);
    assert_error(all, FurnaceStakingError::WrongVotes);
    assert_eq!(count(&mut network, &voter.pubkey(), &pools[1..]), 16_000);
}
