//! What holders do with their stake.

use furnace_client::generated::staking::errors::FurnaceStakingError::*;
use furnace_common::{bps, pause};
use furnace_tests::errors::SystemProgramError::AccountAlreadyInUse;

use super::maths::floor;
use super::refusal::{Refusal, require};
use super::{Model, Pool, Position};
use crate::action::Mint;

impl Model {
    pub(super) fn stake(&mut self, who: usize, pool: usize, amount: u64) -> Result<(), Refusal> {
        self.require_position(who, pool)?;
        require(self.paused & pause::STAKES == 0, StakesPaused)?;
        self.advance(pool);
        let stake = &mut self.pools[pool].stake;
        let shares = stake.activate(amount, who == pool)?;
        let cap = floor(stake.own(), self.parameters.delegation_cap_bps.into(), bps::ONE.into());
        require(who == pool || stake.others() <= cap.ok_or(Overflow)?, DelegationCapReached)?;
        self.position(who, pool).1.shares += shares;
        self.reweigh(who, pool);
        self.charge(who, Mint::Heat, amount)
    }

    pub(super) fn unstake(&mut self, who: usize, pool: usize, shares: u64) -> Result<(), Refusal> {
        self.require_position(who, pool)?;
        require(shares > 0, AmountTooSmall)?;
        self.advance(pool);
        let (now, cooldown) = (self.now, self.parameters.cooldown_seconds);
        let (books, position) = self.position(who, pool);
        position.debit(shares, now)?;
        let amount = books.stake.active.take(shares, who == pool);
        let issued = books.stake.unbonding.put(amount, who == pool)?;
        if issued > 0 {
            position.add_unbonding(issued, now + cooldown)?;
        }
        self.reweigh(who, pool);
        Ok(())
    }

    pub(super) fn cancel(&mut self, who: usize, pool: usize, index: u8) -> Result<(), Refusal> {
        self.require_position(who, pool)?;
        self.advance(pool);
        let (books, position) = self.position(who, pool);
        let (unbonding, _) = position.take_unbonding(index)?;
        let amount = books.stake.unbonding.take(unbonding, who == pool);
        position.shares += books.stake.activate(amount, who == pool)?;
        self.reweigh(who, pool);
        Ok(())
    }

    pub(super) fn withdraw(&mut self, who: usize, pool: usize, index: u8) -> Result<(), Refusal> {
        self.require_position(who, pool)?;
        let now = self.now;
        let (books, position) = self.position(who, pool);
        let (unbonding, unlock_at) = position.take_unbonding(index)?;
        require(now >= unlock_at, StillCoolingDown)?;
        let amount = books.stake.unbonding.take(unbonding, who == pool);
        self.wallets[who][0] += amount;
        Ok(())
    }

    pub(super) fn lock(&mut self, who: usize, pool: usize, shares: u64, seconds: i64) -> Result<(), Refusal> {
        self.require_position(who, pool)?;
        self.advance(pool);
        let now = self.now;
        self.position(who, pool).1.lock(shares, seconds, now)?;
        self.reweigh(who, pool);
        Ok(())
    }

    pub(super) fn refresh(&mut self, who: usize, pool: usize) -> Result<(), Refusal> {
        self.require_position(who, pool)?;
        self.advance(pool);
        self.reweigh(who, pool);
        Ok(())
    }

    pub(super) fn open_position(&mut self, who: usize, pool: usize) -> Result<(), Refusal> {
        require(!self.positions.contains_key(&(pool, who)), AccountAlreadyInUse)?;
        self.positions.insert((pool, who), Position::default());
        Ok(())
    }

    pub(super) fn close_position(&mut self, who: usize, pool: usize) -> Result<(), Refusal> {
        self.require_position(who, pool)?;
        require(self.positions[&(pool, who)].is_empty(), PositionNotEmpty)?;
        let position = self.positions.remove(&(pool, who)).ok_or(Refusal::Missing)?;
        self.closed[pool] += 1;
        // Parts of a unit that it was owed.
        for m in 0..2 {
            self.pools[pool].income[m].division.lost += position.income[m].owed;
            self.staker_fees.mints[m].division.lost += position.fees[m].owed;
        }
        Ok(())
    }

    /// Closes an empty pool; what is left in its vaults is all stakers'.
    pub(super) fn close_pool(&mut self, pool: usize) -> Result<(), Refusal> {
        require(!self.jobs.books[pool].is_open, OperatorStillRegistered)?;
        let books = &mut self.pools[pool];
        let nobody = books.stake.active.shares == 0 && books.stake.unbonding.shares == 0 && books.weight == 0;
        let commission = books.income.iter().any(|income| income.operator_due > 0);
        let positions = self.positions.range((pool, 0)..(pool + 1, 0)).count();
        require(nobody && !commission && positions == 0, PoolNotEmpty)?;
        let [heat, usd] = books.income.each_ref().map(|income| income.vault);
        self.staker_fees.mints[0].vault += heat + books.stake.slashable() + books.gifts;
        self.staker_fees.mints[1].vault += usd;
        // What was carried from one division of the stakers' fees to the next stays with them, undivided.
        for (fees, all) in books.fees.iter().zip(&mut self.staker_fees.mints) {
            all.division.lost += fees.unseen + u128::from(fees.division.carried);
            self.closed[pool] += 1 + (fees.division.carried >> 32) as u32;
        }
        *books = Pool { is_open: false, ..Pool::default() };
        Ok(())
    }

    /// Whether anything is in unbonding.
    pub(crate) fn has_unbondings(&self) -> bool {
        self.pools.iter().any(|pool| pool.stake.unbonding.shares > 0)
    }

    pub(super) fn require_position(&self, who: usize, pool: usize) -> Result<(), Refusal> {
        require(self.positions.contains_key(&(pool, who)), Refusal::Missing)
    }

    /// The books of a position that is there.
    fn position(&mut self, who: usize, pool: usize) -> (&mut Pool, &mut Position) {
        (&mut self.pools[pool], self.positions.get_mut(&(pool, who)).expect("looked for before"))
    }

    /// Counts the new shares and locks from now on.
    fn reweigh(&mut self, who: usize, pool: usize) {
        let now = self.now;
        self.position(who, pool).1.reweigh(now);
        let all = self.positions.range((pool, 0)..(pool + 1, 0));
        self.pools[pool].weighted = all.map(|(_, position)| position.weighted).sum();
        self.pools[pool].weight = self.pools[pool].worth_of_weight();
    }
}
