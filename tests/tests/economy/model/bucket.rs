//! Stake in shares: a pool has a bucket of active stake and one of stake in unbonding.

use furnace_client::generated::staking::errors::FurnaceStakingError::{AmountTooSmall, Overflow, PoolExhausted};
use furnace_common::shares::VIRTUAL;

use super::maths::floor;
use super::refusal::{Refusal, require};

/// HEAT base units and the shares that divide them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bucket {
    pub(crate) amount: u64,
    pub(crate) shares: u64,
    /// The operator's part of the shares.
    pub(crate) own: u64,
}

impl Bucket {
    /// What `shares` would be paid, rounded down; never more than there is.
    pub(crate) fn worth(&self, shares: u64) -> u64 {
        let worth = floor(shares, self.amount + VIRTUAL, self.shares + VIRTUAL).expect("a share is at most a unit");
        worth.min(self.amount)
    }

    /// Adds `amount`; returns the shares it buys, rounded down.
    pub(crate) fn put(&mut self, amount: u64, by_operator: bool) -> Result<u64, Refusal> {
        let issued = floor(amount, self.shares + VIRTUAL, self.amount + VIRTUAL).ok_or(Overflow)?;
        self.amount += amount;
        self.shares = self.shares.checked_add(issued).ok_or(Overflow)?;
        self.own += if by_operator { issued } else { 0 };
        Ok(issued)
    }

    /// Takes `shares` out; returns what they are paid.
    pub(crate) fn take(&mut self, shares: u64, by_operator: bool) -> u64 {
        let amount = self.worth(shares);
        self.amount -= amount;
        self.shares -= shares;
        self.own -= if by_operator { shares } else { 0 };
        amount
    }

    /// A share is worth less than a thousandth of a unit.
    pub(crate) fn is_exhausted(&self) -> bool {
        u128::from(self.shares) > u128::from(self.amount + VIRTUAL) * 1_000
    }
}

/// A pool's stake.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stake {
    pub(crate) active: Bucket,
    pub(crate) unbonding: Bucket,
    pub(crate) slashed: u64,
}

impl Stake {
    /// New active stake; returns its shares.
    pub(crate) fn activate(&mut self, amount: u64, by_operator: bool) -> Result<u64, Refusal> {
        require(!self.active.is_exhausted() && !self.unbonding.is_exhausted(), PoolExhausted)?;
        let issued = self.active.put(amount, by_operator)?;
        require(issued > 0, AmountTooSmall)?;
        Ok(issued)
    }

    /// The operator's own active stake.
    pub(crate) fn own(&self) -> u64 {
        self.active.worth(self.active.own)
    }

    /// What others have in the pool, in unbonding or not.
    pub(crate) fn others(&self) -> u64 {
        self.active.amount - self.own() + self.unbonding.amount - self.unbonding.worth(self.unbonding.own)
    }

    /// Everything that a slash can reach.
    pub(crate) fn slashable(&self) -> u64 {
        self.active.amount + self.unbonding.amount
    }

    /// Takes `amount` from both buckets in proportion, the odd unit from the active one.
    pub(crate) fn slash(&mut self, amount: u64) {
        let from_unbonding = match self.slashable() {
            0 => 0,
            all => floor(amount, self.unbonding.amount, all).expect("a part"),
        };
        self.unbonding.amount -= from_unbonding;
        self.active.amount -= amount - from_unbonding;
        self.slashed += amount;
    }
}
