//! A pool: its stake, its weight, its commission and what its workers earn.

use furnace_client::generated::staking::errors::FurnaceStakingError::{CommissionNotBooked, ParameterOutOfBounds};
use furnace_common::shares::VIRTUAL;

use super::bucket::Stake;
use super::maths::floor;
use super::refusal::{Refusal, require};
use super::stream::{Stream, epoch_of};
use crate::cast::COMMISSION_BPS;

/// What a pool's workers earn in one mint.
#[derive(Clone, Debug, Default)]
pub(crate) struct Income {
    /// Tokens in the vault.
    pub(crate) vault: u64,
    /// Of them, those in the books.
    pub(crate) booked: u64,
    pub(crate) operator_due: u64,
    pub(crate) stream: Stream,
    pub(crate) division: Division,
}

/// A pool's part of the stakers' fees in one mint.
#[derive(Clone, Debug, Default)]
pub(crate) struct PoolFees {
    /// By weight, not yet passed on to its positions, parts of 2^-32.
    pub(crate) unseen: u128,
    /// Whether the stakers' number rose since somebody last looked at the pool.
    pub(crate) is_behind: bool,
    pub(crate) division: Division,
}

/// Rewards divided again and again: what one division leaves over goes into the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Division {
    /// Left over, parts of 2^-32.
    pub(crate) carried: u64,
    /// Owed to positions that were closed, less than a unit each, in the same parts.
    pub(crate) lost: u128,
}

impl Division {
    /// What each of `shares` gets of `reward`, and the most that was carried before or after.
    pub(crate) fn divide(&mut self, reward: u128, shares: u64) -> (u128, u64) {
        let (before, reward) = (self.carried, reward + u128::from(self.carried));
        self.carried = (reward % u128::from(shares)) as u64;
        (reward / u128::from(shares), before.max(self.carried))
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Pool {
    pub(crate) is_open: bool,
    pub(crate) stake: Stake,
    /// In the stake's vault past the books.
    pub(crate) gifts: u64,
    /// Sum of its positions' weighted shares.
    pub(crate) weighted: u64,
    /// With which it counts in the stakers' fees since somebody last looked.
    pub(crate) weight: u64,
    pub(crate) commission_bps: u16,
    /// The announced one, and the epoch from which it holds.
    pub(crate) announced: Option<(u16, i64)>,
    pub(crate) income: [Income; 2],
    /// Its part of the stakers' fees.
    pub(crate) fees: [PoolFees; 2],
}

impl Default for Pool {
    fn default() -> Self {
        Self {
            is_open: true,
            stake: Stake::default(),
            gifts: 0,
            weighted: 0,
            weight: 0,
            commission_bps: COMMISSION_BPS,
            announced: None,
            income: Default::default(),
            fees: Default::default(),
        }
    }
}

impl Pool {
    /// Announces a commission for the epoch after the next.
    pub(crate) fn announce(&mut self, bps: u16, now: i64) -> Result<(), Refusal> {
        require(bps <= 10_000, ParameterOutOfBounds)?;
        require(self.announced.is_none_or(|(_, from)| epoch_of(now) < from), CommissionNotBooked)?;
        self.announced = Some((bps, epoch_of(now) + 2));
        Ok(())
    }

    /// The commission on what is booked now: the lower one where it has changed since the last time.
    pub(crate) fn commission(&mut self, now: i64) -> u16 {
        match self.announced {
            Some((next, from)) if epoch_of(now) >= from => {
                self.announced = None;
                std::mem::replace(&mut self.commission_bps, next).min(next)
            }
            _ => self.commission_bps,
        }
    }

    /// The worth of its weighted shares.
    pub(crate) fn worth_of_weight(&self) -> u64 {
        let active = &self.stake.active;
        floor(self.weighted, active.amount + VIRTUAL, active.shares + VIRTUAL).expect("a share is at most a unit")
    }
}
