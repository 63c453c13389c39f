//! Stake: what shares are worth.

use furnace_common::{math, shares};

use super::{Operator, Pool, Position};

/// One unbonding of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unbonding {
    /// Its place in the position, by which it is withdrawn.
    pub index: u8,
    /// What it is worth now, HEAT base units.
    pub amount: u64,
    /// When it can be withdrawn, unix seconds.
    pub unlock_at: i64,
}

impl Pool {
    /// What active shares are worth, HEAT base units, rounded down as the program does.
    pub fn worth(&self, active_shares: u64) -> u64 {
        shares::redeem(active_shares, self.active, self.active_shares).unwrap_or_default()
    }

    /// The fewest active shares worth at least `amount` HEAT base units; `None` when the pool has less.
    pub fn shares_for(&self, amount: u64) -> Option<u64> {
        let all_shares = self.active_shares.checked_add(shares::VIRTUAL)?;
        let all_stake = self.active.checked_add(shares::VIRTUAL)?;
        math::mul_div_ceil(amount, all_shares, all_stake).filter(|&count| count <= self.active_shares)
    }

    /// Stake that the operator has of its own, HEAT base units.
    pub fn own_stake(&self) -> u64 {
        self.worth(self.own_shares)
    }
}

impl Position {
    /// What the active shares are worth, HEAT base units.
    pub fn staked(&self, pool: &Pool) -> u64 {
        pool.worth(self.shares)
    }

    /// Everything that cools down, in the order of the places.
    pub fn unbondings(&self, pool: &Pool) -> Vec<Unbonding> {
        let places = self.unbonding_shares.iter().zip(self.unlock_at).zip(0_u8..);
        places
            .filter(|((held, _), _)| **held > 0)
            .map(|((&held, unlock_at), index)| Unbonding {
                index,
                amount: shares::redeem(held, pool.unbonding, pool.unbonding_shares).unwrap_or_default(),
                unlock_at,
            })
            .collect()
    }
}

impl Operator {
    /// Stake of the pool that no job holds, HEAT base units.
    pub fn free_stake(&self, pool: &Pool) -> u64 {
        pool.active.saturating_sub(self.collateral_locked)
    }
}
