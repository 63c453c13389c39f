//! Stake: what shares are worth, what a slash can reach, what is locked.

use furnace_common::{bps, lock, math, shares};

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

    /// What unbonding shares are worth, HEAT base units, rounded down.
    pub fn unbonding_worth(&self, unbonding_shares: u64) -> u64 {
        shares::redeem(unbonding_shares, self.unbonding, self.unbonding_shares).unwrap_or_default()
    }

    /// Everything that a slash can reach, HEAT base units.
    pub fn at_risk(&self) -> u64 {
        self.active.saturating_add(self.unbonding)
    }

    /// What others than the operator have in the pool, cooling down or not, HEAT base units.
    pub fn delegated(&self) -> u64 {
        let unbonding = self.unbonding.saturating_sub(self.unbonding_worth(self.own_unbonding_shares));
        self.active.saturating_sub(self.own_stake()).saturating_add(unbonding)
    }

    /// Most that others may have in the pool, HEAT base units.
    pub fn delegation_cap(&self, cap_bps: u16) -> u64 {
        bps::of_floor(self.own_stake(), cap_bps).unwrap_or_default()
    }

    /// The commission that is announced, in basis points, with the epoch from which it holds.
    pub fn announced_commission(&self) -> Option<(u16, i64)> {
        (self.commission_from != 0).then_some((self.next_commission_bps, self.commission_from))
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
            .map(|((&held, unlock_at), index)| Unbonding { index, amount: pool.unbonding_worth(held), unlock_at })
            .collect()
    }

    /// Everything that a slash can reach: also what cools down, or has and is not withdrawn. HEAT base units.
    pub fn at_risk(&self, pool: &Pool) -> u64 {
        let cooling = self.unbondings(pool).into_iter().map(|unbonding| unbonding.amount);
        cooling.fold(self.staked(pool), u64::saturating_add)
    }

    /// Shares in a lock that is not over at `now`.
    pub fn locked_at(&self, now: i64) -> u64 {
        if now < self.lock_until { self.locked_shares } else { 0 }
    }

    /// Shares that can be unstaked at `now`.
    pub fn free_at(&self, now: i64) -> u64 {
        self.shares.saturating_sub(self.locked_at(now))
    }

    /// How much more than its shares the position counts in the books, in basis points: 10000 is 1x. A lock
    /// that is over counts until somebody touches the position.
    pub fn weight_bps(&self) -> u64 {
        math::mul_div_floor(self.weighted_shares, bps::ONE.into(), self.shares).unwrap_or(bps::ONE.into())
    }

    /// The weight in basis points with `count` more shares locked at `now`, all that are locked for `seconds`.
    /// `None` for a time out of bounds.
    pub fn weight_bps_with(&self, count: u64, seconds: i64, now: i64) -> Option<u64> {
        let bonus = lock::bonus(self.locked_at(now).checked_add(count)?, seconds)?;
        math::mul_div_floor(self.shares.checked_add(bonus)?, bps::ONE.into(), self.shares)
    }

    /// Whether nothing keeps the position from being closed, what is owed aside.
    pub fn is_empty(&self) -> bool {
        self.shares == 0 && self.unbonding_shares.iter().all(|&held| held == 0)
    }
}

/// Weight of shares that are locked for `seconds`, in basis points; `None` for a time out of bounds.
pub fn lock_weight_bps(seconds: i64) -> Option<u64> {
    lock::bonus(bps::ONE.into(), seconds)?.checked_add(bps::ONE.into())
}

impl Operator {
    /// Stake of the pool that no job holds, HEAT base units.
    pub fn free_stake(&self, pool: &Pool) -> u64 {
        pool.active.saturating_sub(self.collateral_locked)
    }
}

#[cfg(test)]
mod tests {
    use furnace_common::{limits::MAX_LOCK_SECONDS, units::HEAT};

    use super::*;
    use crate::accounts::ProgramAccount;

    fn scene() -> (Pool, Position) {
        let mut pool = Pool::parse(&vec![0; Pool::SIZE]).expect("a pool");
        let mut position = Position::parse(&vec![0; Position::SIZE]).expect("a position");
        (pool.active, pool.active_shares, pool.own_shares) = (200 * HEAT, 200 * HEAT, 150 * HEAT);
        (pool.unbonding, pool.unbonding_shares, pool.own_unbonding_shares) = (40 * HEAT, 40 * HEAT, 10 * HEAT);
        (position.shares, position.weighted_shares) = (50 * HEAT, 50 * HEAT);
        (position.unbonding_shares[2], position.unlock_at[2]) = (30 * HEAT, 1_000);
        (pool, position)
    }

    #[test]
    fn what_cools_down_is_still_at_risk() {
        let (pool, position) = scene();
        assert_eq!((pool.at_risk(), position.at_risk(&pool)), (240 * HEAT, 80 * HEAT));
        let cooling = Unbonding { index: 2, amount: 30 * HEAT, unlock_at: 1_000 };
        assert_eq!(position.unbondings(&pool), [cooling]);
        assert!(!position.is_empty());
    }

    #[test]
    fn delegations_count_with_what_cools_down() {
        let (pool, _) = scene();
        assert_eq!(pool.delegated(), 80 * HEAT);
        assert_eq!((pool.delegation_cap(10_000), pool.delegation_cap(5_000)), (150 * HEAT, 75 * HEAT));
        assert_eq!(pool.announced_commission(), None);
    }

    #[test]
    fn a_lock_holds_and_weighs_until_it_is_over() {
        let (_, mut position) = scene();
        assert_eq!((position.weight_bps(), position.free_at(0)), (10_000, 50 * HEAT));
        (position.locked_shares, position.lock_until) = (25 * HEAT, 500);
        position.weighted_shares = 125 * HEAT;
        assert_eq!((position.free_at(499), position.free_at(500)), (25 * HEAT, 50 * HEAT));
        assert_eq!(position.weight_bps(), 25_000);
        // Half of them for a year, and all of them for a third of one.
        assert_eq!(position.weight_bps_with(0, MAX_LOCK_SECONDS, 0), Some(25_000));
        assert_eq!(position.weight_bps_with(25 * HEAT, MAX_LOCK_SECONDS / 3, 0), Some(20_000));
        assert_eq!(position.weight_bps_with(25 * HEAT, MAX_LOCK_SECONDS / 3, 500), Some(15_000));
        assert_eq!(position.weight_bps_with(0, MAX_LOCK_SECONDS + 1, 0), None);
        assert_eq!((lock_weight_bps(MAX_LOCK_SECONDS), lock_weight_bps(-1)), (Some(40_000), None));
    }
}
