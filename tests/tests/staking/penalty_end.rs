//! A penalty that an appeal could overturn ends: it holds, or goes back to those who lost it.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::{jobs, staking, token};
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::{Failure, assert_error, assert_runtime_error};
use furnace_tests::network::{COOLDOWN, Network, OperatorActor};
use solana_address::Address;
use solana_instruction::error::InstructionError;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::{appealable, assert_books, burn, delegator, leave, penalty_end, slash};

/// Takes so much, for as long as an appeal may overturn it.
fn take(network: &mut Network, pool: Address, amount: u64) {
    network.impersonate(slash(pool, None, appealable(amount))).expect("slash");
}

/// Ends a penalty that holds.
fn hold(network: &mut Network, pool: Address) -> Result<Receipt, Failure> {
    network.impersonate(penalty_end(pool, 0, 0))
}

/// Ends a penalty that was overturned; so much of it comes back into the pool's vault, a part of it to unbonding.
fn reverse(network: &mut Network, pool: Address, returned: u64, of_unbonding: u64) -> Result<Receipt, Failure> {
    let treasury = network.treasury.insecure_clone();
    let back = token::transfer(pda::treasury(), pda::pool_vault(&pool), treasury.pubkey(), returned).expect("transfer");
    network.send(&[back], &[&treasury]).expect("it comes back");
    network.impersonate(penalty_end(pool, returned, of_unbonding))
}

/// A pool of 750 HEAT active and 250 in unbonding, of the operator and a delegator.
fn pool() -> (Network, OperatorActor, Keypair) {
    let mut network = Network::new();
    let operator = network.operator("operator", 600 * HEAT);
    let wallet = delegator(&mut network, "delegator", operator.pool, 400 * HEAT);
    network.try_unstake(&wallet, operator.pool, 250 * HEAT).expect("unstake");
    (network, operator, wallet)
}

/// The same pool, which both of them are leaving.
fn pool_with_all_in_unbonding() -> (Network, OperatorActor, Keypair) {
    let (mut network, operator, delegator) = pool();
    for wallet in [&operator.wallet, &delegator] {
        let shares = network.position(&operator.pool, &wallet.pubkey()).shares;
        network.try_unstake(wallet, operator.pool, shares).expect("unstake");
    }
    (network, operator, delegator)
}

#[test]
fn what_is_overturned_comes_back_to_where_it_came_from() {
    // Given a pool of which a tenth, all but a unit, or all was taken
    for (amount, of_unbonding) in
        [(100 * HEAT, 25 * HEAT), (1_000 * HEAT - 1, 250 * HEAT - 1), (1_000 * HEAT, 250 * HEAT)]
    {
        let (mut network, operator, _) = pool();
        let before = network.pool(&operator.pool);
        take(&mut network, operator.pool, amount);
        let taken = network.pool(&operator.pool);
        assert_eq!((taken.active, taken.unbonding), (750 * HEAT + of_unbonding - amount, 250 * HEAT - of_unbonding));
        assert_eq!((taken.slashed, taken.penalties_pending), (amount, 1));

        // When it is overturned, then the pool is what it was
        reverse(&mut network, operator.pool, amount, of_unbonding).expect("end");
        assert_eq!(network.pool(&operator.pool), before);
        assert_books(&network, &operator.pool);
    }
}

#[test]
fn a_bucket_that_everybody_left_leaves_its_part_to_the_other() {
    // Given a penalty on both buckets, and then all unbonding stake withdrawn, when it is overturned, then all of it is
    // active; nobody has a share of the rest
    let (mut network, operator, delegator) = pool();
    take(&mut network, operator.pool, 100 * HEAT);
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(&delegator, operator.pool, 0).expect("withdraw");
    let left = network.pool(&operator.pool);
    assert_eq!(left.unbonding_shares, 0);
    reverse(&mut network, operator.pool, 100 * HEAT, 25 * HEAT).expect("end");
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.unbonding), (left.active + 100 * HEAT, left.unbonding));
    assert_books(&network, &operator.pool);

    // and where nobody stayed active, all of it is in unbonding
    let (mut network, operator, delegator) = pool_with_all_in_unbonding();
    take(&mut network, operator.pool, 100 * HEAT);
    let left = network.pool(&operator.pool);
    assert_eq!(left.active_shares, 0);
    reverse(&mut network, operator.pool, 100 * HEAT, 100 * HEAT - 1).expect("end");
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.unbonding), (left.active, left.unbonding + 100 * HEAT));
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(&delegator, operator.pool, 0).expect("withdraw");
    assert_books(&network, &operator.pool);
}

#[test]
fn a_penalty_that_holds_returns_nothing() {
    // Given a pool of which a tenth was taken, when the penalty holds, then it stays taken
    let (mut network, operator, _) = pool();
    take(&mut network, operator.pool, 100 * HEAT);
    let taken = network.pool(&operator.pool);
    hold(&mut network, operator.pool).expect("end");
    let after = network.pool(&operator.pool);
    assert_eq!((after.active, after.unbonding, after.slashed), (taken.active, taken.unbonding, 100 * HEAT));
    assert_eq!(after.penalties_pending, 0);
    assert_books(&network, &operator.pool);
}

#[test]
fn no_stake_comes_in_while_a_penalty_may_be_overturned() {
    // Given a pool with two penalties that may be overturned, and parties with HEAT
    let (mut network, operator, delegator) = pool();
    for wallet in [&operator.wallet, &delegator] {
        network.give(&wallet.pubkey(), 10 * HEAT);
    }
    take(&mut network, operator.pool, HEAT);
    take(&mut network, operator.pool, 2 * HEAT);

    // When anybody stakes before both are decided, then it is refused: it would share in what comes back
    for returned in [HEAT, 0] {
        for wallet in [&operator.wallet, &delegator] {
            let result = network.try_stake(wallet, operator.pool, HEAT);
            assert_error(result, FurnaceStakingError::PenaltyPending);
        }
        reverse(&mut network, operator.pool, returned, 0).expect("end");
    }
    // and stake comes in again once they are
    network.try_stake(&operator.wallet, operator.pool, HEAT).expect("stake");
    network.try_stake(&delegator, operator.pool, HEAT).expect("stake");
}

#[test]
fn who_is_in_the_pool_may_leave_it_meanwhile() {
    // Given a pool with a penalty that may be overturned, when its delegator unstakes, comes back, and leaves, then it
    // may: its own penalty is behind it
    let (mut network, operator, delegator) = pool();
    take(&mut network, operator.pool, 100 * HEAT);
    network.try_cancel_unstake(&delegator, operator.pool, 0).expect("cancel");
    let heat = network.heat(&delegator.pubkey());
    leave(&mut network, &delegator, operator.pool);
    // Virtual units and shares stand at par, so that a share is worth a trifle more than nine tenths.
    let left = network.heat(&delegator.pubkey()) - heat;
    assert!(left.abs_diff(360 * HEAT) < 1_000, "{left}");
    assert_books(&network, &operator.pool);
}

#[test]
fn what_comes_back_to_a_pool_without_shares_belongs_to_nobody() {
    // Given a pool that everybody left while a penalty could be overturned
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    take(&mut network, operator.pool, 100 * HEAT);
    leave(&mut network, &operator.wallet, operator.pool);
    let (wallet, pool) = (operator.wallet.insecure_clone(), operator.pool);
    let close_position = staking::position_close(wallet.pubkey(), pool, network.payer());
    let close_book = jobs::operator_close(wallet.pubkey(), network.payer());
    network.send(&[close_position, close_book], &[&wallet]).expect("everything else is closed");

    // When the operator closes it before the appeal is decided, then it is refused
    let close = staking::pool_close(wallet.pubkey(), network.payer(), network.usd_mint);
    let early = network.send(std::slice::from_ref(&close), &[&wallet]);
    assert_error(early, FurnaceStakingError::PoolNotEmpty);

    // and when it is overturned, then nobody's books grow, and the pool closes
    reverse(&mut network, pool, 100 * HEAT, 0).expect("end");
    let books = network.pool(&pool);
    assert_eq!((books.active, books.unbonding, network.tokens(&books.vault)), (0, 0, 100 * HEAT));
    network.send(&[close], &[&wallet]).expect("close");
}

#[test]
fn a_penalty_ends_once() {
    // Given a pool without a penalty, or whose penalty has ended, when it ends, then it is refused
    let (mut network, operator, _) = pool();
    assert_error(hold(&mut network, operator.pool), FurnaceStakingError::NoPenaltyPending);
    take(&mut network, operator.pool, 10);
    hold(&mut network, operator.pool).expect("end");
    assert_error(hold(&mut network, operator.pool), FurnaceStakingError::NoPenaltyPending);
    // and so it is after a penalty against which there is no appeal
    network.impersonate(slash(operator.pool, None, burn(10))).expect("slash");
    assert_error(hold(&mut network, operator.pool), FurnaceStakingError::NoPenaltyPending);
}

#[test]
fn no_more_comes_back_than_the_vault_received_or_than_was_taken() {
    // Given a pool of which ten units were taken
    let (mut network, operator, _) = pool();
    take(&mut network, operator.pool, 10);

    // When a unit comes back that nobody paid in, then the vault is short
    let unpaid = network.impersonate(penalty_end(operator.pool, 1, 0));
    assert_error(unpaid, FurnaceStakingError::VaultShort);
    // and when a unit more comes back than was ever taken, then that is refused too
    assert_error(reverse(&mut network, operator.pool, 11, 0), FurnaceStakingError::Overflow);
    assert_eq!(network.pool(&operator.pool).penalties_pending, 1);
    // and so is more for unbonding than comes back at all
    let (mut network, operator, _) = pool();
    take(&mut network, operator.pool, 1_000 * HEAT);
    let more = reverse(&mut network, operator.pool, 1_000 * HEAT, 1_000 * HEAT + 1);
    assert_error(more, FurnaceStakingError::Overflow);
}

#[test]
fn shares_that_are_worth_nothing_for_now_stay_where_they_are() {
    // Given a pool of which everything was taken, when its operator unstakes, then it is refused: an appeal may hold
    let (mut network, operator, _) = pool();
    take(&mut network, operator.pool, 1_000 * HEAT);
    let result = network.try_unstake(&operator.wallet, operator.pool, HEAT);
    assert_error(result, FurnaceStakingError::PenaltyPending);
    // and once it did, the shares are worth what they were
    reverse(&mut network, operator.pool, 1_000 * HEAT, 250 * HEAT).expect("end");
    network.try_unstake(&operator.wallet, operator.pool, HEAT).expect("unstake");
    assert_eq!(network.pool(&operator.pool).unbonding, 251 * HEAT);
}

#[test]
fn nobody_but_the_slashing_program_ends_a_penalty() {
    // Given a pool with a penalty that may be overturned, and everyone who would like it back
    let (mut network, operator, delegator) = pool();
    take(&mut network, operator.pool, 10);
    let proper = penalty_end(operator.pool, 0, 0);
    let (authority, treasury) = (network.authority.insecure_clone(), network.treasury.insecure_clone());
    for signer in [&operator.wallet, &delegator, &authority, &treasury] {
        // When one of them ends it with a signature of its own, then it is refused
        let mut direct = proper.clone();
        direct.accounts[0].pubkey = signer.pubkey();
        assert_error(network.send(&[direct], &[signer]), FurnaceStakingError::NotSlashingProgram);
    }
    // and so is the program's name without its signature
    let mut unsigned = proper;
    unsigned.accounts[0].is_signer = false;
    assert_runtime_error(network.send(&[unsigned], &[]), InstructionError::MissingRequiredSignature);
    assert_eq!(network.pool(&operator.pool).penalties_pending, 1);
}
