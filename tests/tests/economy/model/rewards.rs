//! Where rewards go: released by time, divided by what everyone has at that moment.

use furnace_client::generated::staking::errors::FurnaceStakingError::NothingOwed;

use super::Model;
use super::maths::{floor, parts, share, whole};
use super::pool::Division;
use super::refusal::{Refusal, require};
use super::stream::Stream;
use crate::action::{MINTS, Mint};

/// The stakers' part of all fees in one mint.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fees {
    /// Tokens in the vault.
    pub(crate) vault: u64,
    /// Of them, those in the books.
    pub(crate) booked: u64,
    pub(crate) stream: Stream,
    pub(crate) division: Division,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct StakerFees {
    pub(crate) mints: [Fees; 2],
}

impl Model {
    /// All pools' weights.
    pub(crate) fn total_weight(&self) -> u64 {
        self.pools.iter().map(|pool| pool.weight).sum()
    }

    /// Brings what a pool earns up to now, before any of its shares or weights change.
    pub(super) fn advance(&mut self, pool: usize) {
        for mint in MINTS {
            self.advance_mint(pool, mint);
        }
    }

    fn advance_mint(&mut self, pool: usize, mint: Mint) {
        self.release_fees(mint);
        self.pass_fees_on(pool, mint);
        self.release_income(pool, mint);
    }

    /// Divides what has come due of the fees by weight.
    fn release_fees(&mut self, mint: Mint) {
        let (all, m) = (self.total_weight(), mint as usize);
        let fees = &mut self.staker_fees.mints[m];
        let due = fees.stream.release(self.now);
        if due == 0 || all == 0 {
            // Nobody is there: it waits for the next epoch.
            fees.stream.add(due, self.now);
            return;
        }
        let (rise, carried) = fees.division.divide(parts(due), all);
        for (index, pool) in self.pools.iter_mut().enumerate() {
            pool.fees[m].unseen += rise * u128::from(pool.weight);
            pool.fees[m].is_behind |= rise > 0;
            let released = share(whole(due), pool.weight, all);
            for ((_, who), position) in self.positions.range_mut((index, 0)..(index + 1, 0)) {
                if pool.weighted > 0 {
                    let ideal = position.fees[m].deserve(released, position.weighted, pool.weighted);
                    position.fees[m].credit(0, 0, carried);
                    self.rightful[*who][m] += ideal as i128;
                }
            }
        }
    }

    /// Divides what a pool has of the fees by its positions' weights.
    fn pass_fees_on(&mut self, pool: usize, mint: Mint) {
        let (all, m) = (self.pools[pool].weighted, mint as usize);
        let fees = &mut self.pools[pool].fees[m];
        if !std::mem::take(&mut fees.is_behind) || all == 0 {
            return;
        }
        let (rise, carried) = fees.division.divide(std::mem::take(&mut fees.unseen), all);
        for (_, position) in self.positions.range_mut((pool, 0)..(pool + 1, 0)) {
            position.fees[m].credit(rise, position.weighted, carried);
        }
    }

    /// Divides what has come due of a pool's income by shares.
    fn release_income(&mut self, pool: usize, mint: Mint) {
        let (all, m) = (self.pools[pool].stake.active.shares, mint as usize);
        let income = &mut self.pools[pool].income[m];
        let due = income.stream.release(self.now);
        if due == 0 || all == 0 {
            income.stream.add(due, self.now);
            return;
        }
        let (rise, carried) = income.division.divide(parts(due), all);
        for ((_, who), position) in self.positions.range_mut((pool, 0)..(pool + 1, 0)) {
            position.income[m].credit(rise, position.shares, carried);
            let ideal = position.income[m].deserve(whole(due), position.shares, all);
            self.rightful[*who][m] += ideal as i128;
        }
    }

    /// Books what came into a pool's vaults and the stakers'.
    pub(super) fn sync(&mut self, pool: usize) -> Result<(), Refusal> {
        self.advance(pool);
        let commission = self.pools[pool].commission(self.now);
        for mint in MINTS {
            let fees = &mut self.staker_fees.mints[mint as usize];
            fees.stream.add(fees.vault - fees.booked, self.now);
            fees.booked = fees.vault;

            let income = &mut self.pools[pool].income[mint as usize];
            let new = income.vault - income.booked;
            let to_operator = floor(new, commission.into(), 10_000).expect("a part");
            income.operator_due += to_operator;
            income.stream.add(new - to_operator, self.now);
            income.booked = income.vault;
            self.entitle(pool, mint, to_operator.into());
        }
        self.pools[pool].weight = self.pools[pool].worth_of_weight();
        Ok(())
    }

    pub(super) fn claim(&mut self, who: usize, pool: usize, mint: Mint) -> Result<(), Refusal> {
        self.require_position(who, pool)?;
        self.advance_mint(pool, mint);
        let m = mint as usize;
        let position = self.positions.get_mut(&(pool, who)).ok_or(Refusal::Missing)?;
        let (income, fees) = (position.income[m].pay(), position.fees[m].pay());
        require(income + fees > 0, NothingOwed)?;
        let vault = &mut self.pools[pool].income[m];
        (vault.vault, vault.booked) = (vault.vault - income, vault.booked - income);
        let vault = &mut self.staker_fees.mints[m];
        (vault.vault, vault.booked) = (vault.vault - fees, vault.booked - fees);
        self.wallets[who][m] += income + fees;
        Ok(())
    }

    pub(super) fn claim_commission(&mut self, pool: usize, mint: Mint) -> Result<(), Refusal> {
        let income = &mut self.pools[pool].income[mint as usize];
        let due = std::mem::take(&mut income.operator_due);
        require(due > 0, NothingOwed)?;
        (income.vault, income.booked) = (income.vault - due, income.booked - due);
        self.wallets[pool][mint as usize] += due;
        Ok(())
    }
}
