//! What a penalty in appeal means to those who have stake in the pool: what comes back, to whom, and what they may do
//! meanwhile.

use furnace_client::accounts::JobState;
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::{jobs, staking};
use furnace_client::pda;
use furnace_common::limits::LEAVING_SECONDS;
use furnace_common::shares::VIRTUAL;
use furnace_common::units::HEAT;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::network::{COOLDOWN, PRICE};
use furnace_tests::scene::STAKE;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::books::assert_books_beside;
use crate::court::Court;

/// What others have in the operator's pool.
const DELEGATED: u64 = 500 * HEAT;

/// A court in whose operator's pool a delegator has stake too.
pub(crate) fn delegated(verifiers: usize) -> (Court, Keypair) {
    let mut court = Court::new(verifiers);
    let pool = court.scene.operator.pool;
    let delegator = court.scene.network.wallet("delegator", DELEGATED);
    court.scene.network.open_position(&delegator, pool);
    court.scene.network.try_stake(&delegator, pool, DELEGATED).expect("delegation");
    (court, delegator)
}

impl Court {
    /// A stranger appeals, the votes are for the worker, and all is carried out.
    pub(crate) fn reverse(&mut self, dispute: Address) {
        self.try_appeal(dispute).expect("appeal");
        self.judge(dispute, Court::result());
        self.scene.network.finish_dispute(dispute);
    }

    /// What an owner has in the pool, active or not, HEAT base units.
    pub(crate) fn stake_of(&self, owner: &Address) -> u64 {
        let pool = self.scene.operator.pool;
        self.scene.network.position(&pool, owner).at_risk(&self.pool())
    }

    fn try_unstake_all(&mut self, owner: &Keypair) -> Result<Receipt, Failure> {
        let pool = self.scene.operator.pool;
        let shares = self.scene.network.position(&pool, &owner.pubkey()).shares;
        self.scene.network.try_unstake(owner, pool, shares)
    }

    fn operators_wallet(&self) -> Keypair {
        self.scene.operator.wallet.insecure_clone()
    }
}

#[test]
fn delegators_have_back_what_they_bore() {
    // Given a delegator with a third of the pool
    let (mut court, delegator) = delegated(12);
    let operator = court.operators_wallet().pubkey();

    // When the worker is convicted, then each bears its part
    let dispute = court.convict();
    let penalty = PRICE + (STAKE + DELEGATED) / 20;
    assert_eq!(court.pool().active, STAKE + DELEGATED - penalty);
    assert!(court.stake_of(&delegator.pubkey()).abs_diff(DELEGATED - penalty / 3) <= VIRTUAL);

    // and when it is overturned, each has as much as before
    court.reverse(dispute);
    assert_eq!((court.stake_of(&operator), court.stake_of(&delegator.pubkey())), (STAKE, DELEGATED));
    assert_eq!(court.pool().slashed, 0);
    court.assert_books();
}

#[test]
fn stake_in_unbonding_comes_back_too() {
    // Given a delegator that unbonds half of its stake before a conviction
    let (mut court, delegator) = delegated(12);
    let pool = court.scene.operator.pool;
    court.scene.network.try_unstake(&delegator, pool, DELEGATED / 2).expect("unstake");
    let dispute = court.convict();
    assert!(court.pool().unbonding < DELEGATED / 2);

    // When it is overturned, then both buckets hold what they held, but for a unit of rounding
    court.reverse(dispute);
    let account = court.pool();
    assert_eq!(account.active + account.unbonding, STAKE + DELEGATED);
    assert!(account.unbonding.abs_diff(DELEGATED / 2) <= 1, "{}", account.unbonding);
    court.assert_books();
}

#[test]
fn a_pool_that_was_taken_whole_comes_back_whole() {
    // Given a pool of which a penalty takes all, a part of it in unbonding
    let (mut court, dispute) = emptied();
    let operator = court.operators_wallet().pubkey();
    assert_eq!((court.pool().active, court.pool().unbonding, court.stake_of(&operator)), (0, 0, 0));
    court.assert_books();

    // When the penalty is overturned, then active and unbonding stake are what they were
    court.reverse(dispute);
    assert_eq!((court.pool().active, court.pool().unbonding), (STAKE * 3 / 4, STAKE / 4));
    assert_eq!(court.stake_of(&operator), STAKE);
    court.assert_books();
}

/// A worker convicted of a job that puts all of a pool at risk, a quarter of which its operator unbonded since.
fn emptied() -> (Court, Address) {
    let mut court = Court::new(12);
    let network = &mut court.scene.network;
    let client = network.client("client of a large job", STAKE);
    let job = network.post(&client, STAKE - 2 * PRICE);
    network.drive(&court.scene.worker, job, JobState::Review);
    let wallet = court.operators_wallet();
    court.scene.network.try_unstake(&wallet, court.scene.operator.pool, STAKE / 4).expect("unstake");
    (court.job, court.scene.client) = (job, client);
    let dispute = court.convict();
    (court, dispute)
}

#[test]
fn no_stake_comes_in_while_a_penalty_waits() {
    // Given a conviction, when operator or delegator stake, then it is refused, until the penalty is final
    let (mut court, delegator) = delegated(12);
    let (pool, wallet) = (court.scene.operator.pool, court.operators_wallet());
    let dispute = court.convict();
    for owner in [&wallet, &delegator] {
        court.scene.network.give(&owner.pubkey(), 2 * HEAT);
        let staked = court.scene.network.try_stake(owner, pool, HEAT);
        assert_error(staked, FurnaceStakingError::PenaltyPending);
    }
    court.try_appeal(dispute).expect("appeal");
    assert_error(court.scene.network.try_stake(&wallet, pool, HEAT), FurnaceStakingError::PenaltyPending);
    court.judge(dispute, Court::result());
    assert_error(court.scene.network.try_stake(&wallet, pool, HEAT), FurnaceStakingError::PenaltyPending);
    court.scene.network.try_step(dispute).expect("reversal");
    for owner in [&wallet, &delegator] {
        court.scene.network.try_stake(owner, pool, HEAT).expect("stake");
    }
    court.assert_books();
}

#[test]
fn who_unbonds_or_comes_back_meanwhile_gains_nothing_by_it() {
    // Given a delegator with stake in unbonding, and a conviction
    let (mut court, delegator) = delegated(12);
    let pool = court.scene.operator.pool;
    court.scene.network.try_unstake(&delegator, pool, DELEGATED / 2).expect("unstake");
    let dispute = court.convict();

    // When it cancels the unbonding, and the operator unbonds, right before the reversal
    court.scene.network.try_cancel_unstake(&delegator, pool, 0).expect("an unbonding is cancelled");
    let wallet = court.operators_wallet();
    court.scene.network.try_unstake(&wallet, pool, STAKE / 2).expect("unstake");
    court.reverse(dispute);

    // Then each has what it had, but for rounding
    let (operators, delegators) = (court.stake_of(&wallet.pubkey()), court.stake_of(&delegator.pubkey()));
    assert!(operators.abs_diff(STAKE) <= VIRTUAL, "{operators}");
    assert!(delegators.abs_diff(DELEGATED) <= VIRTUAL, "{delegators}");
    court.assert_books();
}

#[test]
fn who_goes_where_others_are_does_not_share_what_comes_back_to_them() {
    // Given a delegator with all of its stake in unbonding, and a conviction
    let (mut court, delegator) = delegated(12);
    let (pool, wallet) = (court.scene.operator.pool, court.operators_wallet());
    court.try_unstake_all(&delegator).expect("unstake");
    let dispute = court.convict();

    // When the operator moves all of its stake but a HEAT to unbonding too, right before the reversal
    let shares = court.scene.network.position(&pool, &wallet.pubkey()).shares;
    court.scene.network.try_unstake(&wallet, pool, shares - HEAT).expect("unstake");
    court.reverse(dispute);

    // Then each has what it had, but for rounding
    let (operators, delegators) = (court.stake_of(&wallet.pubkey()), court.stake_of(&delegator.pubkey()));
    assert!(operators.abs_diff(STAKE) <= VIRTUAL, "the operator has {operators}, its delegator {delegators}");
    assert!(delegators.abs_diff(DELEGATED) <= VIRTUAL, "{delegators}");
    court.assert_books();
}

#[test]
fn what_comes_back_to_a_pool_that_all_have_left_belongs_to_all_stakers() {
    // Given a conviction, after which everyone leaves, and the operator closes its book
    let (mut court, delegator) = delegated(12);
    let (pool, wallet) = (court.scene.operator.pool, court.operators_wallet());
    let dispute = court.convict();
    court.try_appeal(dispute).expect("appeal");
    court.judge(dispute, Court::result());
    let payer = court.scene.network.payer();
    for owner in [&wallet, &delegator] {
        court.try_unstake_all(owner).expect("unstake");
    }
    let retire = jobs::worker_retire(wallet.pubkey(), court.scene.worker.key.pubkey());
    court.scene.network.send(&[retire], &[&wallet]).expect("the worker retires");
    court.scene.network.chain.advance(COOLDOWN.max(LEAVING_SECONDS));
    for owner in [&wallet, &delegator] {
        court.scene.network.try_withdraw_stake(owner, pool, 0).expect("withdraw");
        let close = staking::position_close(owner.pubkey(), pool, payer);
        court.scene.network.send(&[close], &[]).expect("the position closes");
    }
    court.scene.network.send(&[jobs::operator_close(wallet.pubkey(), payer)], &[&wallet]).expect("the book closes");
    let close = staking::pool_close(wallet.pubkey(), payer, court.scene.network.usd_mint);

    // When it closes the pool too, then the penalty that waits forbids it
    let outcome = court.scene.network.send(std::slice::from_ref(&close), &[&wallet]);
    assert_error(outcome, FurnaceStakingError::PoolNotEmpty);
    let penalty = court.dispute(&dispute).penalty;
    court.scene.network.try_step(dispute).expect("reversal");
    assert_eq!((court.pool().active, court.pool().unbonding, court.pool().penalties_pending), (0, 0, 0));
    assert_books_beside(&court.scene.network, &[(pda::pool_vault(&pool), penalty)]);

    // and afterwards it closes, and what nobody claims is shared by all stakers, the accuser's payment too
    let fees = pda::staker_fees_vault(&pda::heat_mint());
    let (before, income) = (court.scene.network.tokens(&fees), court.income());
    court.scene.network.send(&[close], &[&wallet]).expect("the pool closes");
    assert_eq!((court.scene.network.tokens(&fees), income), (before + penalty + PRICE, PRICE));

    // and the dispute ends without it
    court.scene.network.finish_dispute(dispute);
    assert!(court.scene.network.chain.account(&dispute).is_none());
    court.assert_books();
}

#[test]
fn two_penalties_of_one_pool_end_each_by_itself() {
    // Given two results of one operator, both convicted
    let mut court = Court::new(12);
    let first = court.convict();
    court.job = court.scene.job(JobState::Review);
    let second = court.convict();
    let penalties = [first, second].map(|dispute| court.dispute(&dispute).penalty);
    assert_eq!(penalties, [PRICE + STAKE / 20, PRICE + (STAKE - penalties[0]) / 20]);
    assert_eq!((court.pool().penalties_pending, court.pool().active), (2, STAKE - penalties[0] - penalties[1]));

    // When the first is overturned, then its part is back, and still no stake comes in
    court.reverse(first);
    assert_eq!((court.pool().penalties_pending, court.pool().active), (1, STAKE - penalties[1]));
    let (wallet, pool) = (court.operators_wallet(), court.scene.operator.pool);
    court.scene.network.give(&wallet.pubkey(), HEAT);
    assert_error(court.scene.network.try_stake(&wallet, pool, HEAT), FurnaceStakingError::PenaltyPending);
    court.assert_books();

    // and when the second holds, it stays away and the pool is free
    let ends_at = court.dispute(&second).appeal_ends_at;
    court.scene.network.chain.set_time(ends_at + 1);
    court.scene.network.finish_dispute(second);
    assert_eq!((court.pool().active, court.pool().slashed), (STAKE - penalties[1], penalties[1]));
    court.scene.network.try_stake(&wallet, pool, HEAT).expect("stake");
    court.assert_books();
}
