//! An operator's own stake, of which nobody else has a part: active, and in unbonding.

use furnace_client::generated::staking::errors::FurnaceStakingError::*;

use super::money::floor;
use super::refusal::{Outcome, Refusal, require};

/// Units and shares that stand beside the real ones.
const VIRTUAL: u64 = 1_000;
const MAX_UNBONDINGS: usize = 8;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bucket {
    pub(crate) amount: u64,
    pub(crate) shares: u64,
}

impl Bucket {
    fn take(&mut self, shares: u64) -> u64 {
        let amount = floor(shares, self.amount + VIRTUAL, self.shares + VIRTUAL).min(self.amount);
        self.amount -= amount;
        self.shares -= shares;
        amount
    }

    pub(crate) fn put(&mut self, amount: u64) -> u64 {
        let shares = floor(amount, self.shares + VIRTUAL, self.amount + VIRTUAL);
        self.amount += amount;
        self.shares += shares;
        shares
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stake {
    pub(crate) active: Bucket,
    pub(crate) unbonding: Bucket,
    /// Shares of the unbonding bucket, and when they can be withdrawn.
    pub(crate) unbondings: [(u64, i64); MAX_UNBONDINGS],
}

impl Stake {
    /// What a penalty reaches.
    pub(super) fn all(&self) -> u64 {
        self.active.amount + self.unbonding.amount
    }

    /// Both bear it in proportion.
    pub(super) fn slash(&mut self, amount: u64) {
        let from_unbonding = if amount == 0 { 0 } else { floor(amount, self.unbonding.amount, self.all()) };
        self.unbonding.amount -= from_unbonding;
        self.active.amount -= amount - from_unbonding;
    }

    pub(super) fn unbond(&mut self, shares: u64, unlock_at: i64) -> Outcome {
        require(shares <= self.active.shares, NotEnoughShares)?;
        let amount = self.active.take(shares);
        let issued = self.unbonding.put(amount);
        if issued > 0 {
            let place = self.unbondings.iter_mut().find(|(held, _)| *held == 0);
            *place.ok_or_else(|| Refusal::from(TooManyUnbondings))? = (issued, unlock_at);
        }
        Ok(())
    }

    pub(super) fn withdraw(&mut self, index: u8, now: i64) -> Outcome<u64> {
        let place = self.unbondings.get_mut(usize::from(index)).filter(|(shares, _)| *shares > 0);
        let (shares, unlock_at) = std::mem::take(place.ok_or_else(|| Refusal::from(NoSuchUnbonding))?);
        require(now >= unlock_at, StillCoolingDown)?;
        Ok(self.unbonding.take(shares))
    }
}
