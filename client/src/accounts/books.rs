//! What was earned up to a moment, counted as the programs count it.

use furnace_common::{
    accumulator, bps,
    limits::MAX_LOCK_SECONDS,
    math,
    stream::{self, Moment},
};

use super::{Pool, Position, StakerFees};
use crate::{
    generated::staking::types::{PoolFees, Stream},
    heat::UNIT,
};

/// Seconds of a year, by which estimates are given.
const YEAR_SECONDS: i64 = MAX_LOCK_SECONDS;
/// Epochs that a stream remembers.
const KNOWN_EPOCHS: u128 = 2;

/// A pool and the stakers' fees, brought up to a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Books {
    /// The pool.
    pub pool: Pool,
    /// The stakers' part of all fees.
    pub fees: StakerFees,
    /// The moment, unix seconds.
    pub now: i64,
    /// Seconds of an epoch.
    pub epoch_seconds: i64,
}

/// What a position is owed in one mint, base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owed {
    /// Of what the pool's workers earn.
    pub income: u64,
    /// Of the stakers' fees.
    pub fees: u64,
}

impl Owed {
    /// Both together.
    pub fn sum(self) -> u64 {
        self.income.saturating_add(self.fees)
    }
}

impl Books {
    /// The books at `now`; `None` where they contradict themselves, as accounts read at different times may.
    pub fn at(pool: &Pool, fees: &StakerFees, now: i64, epoch_seconds: i64) -> Option<Self> {
        let mut books = Self { pool: pool.clone(), fees: fees.clone(), now, epoch_seconds };
        books.advance()?;
        Some(books)
    }

    /// The epoch of the moment.
    pub fn epoch(&self) -> Option<i64> {
        Moment::new(self.now, self.epoch_seconds).map(|moment| moment.epoch)
    }

    fn advance(&mut self) -> Option<()> {
        let moment = Moment::new(self.now, self.epoch_seconds)?;
        let Self { pool, fees, .. } = self;
        for (own, all) in pool.fees.iter_mut().zip(&mut fees.fees) {
            release(&mut all.stream, &mut all.per_weight, &mut all.carried, fees.total_weight, moment)?;
            pass_on(own, all.per_weight, pool.weight, pool.weighted_shares)?;
        }
        for income in &mut pool.income {
            release(&mut income.stream, &mut income.per_share, &mut income.carried, pool.active_shares, moment)?;
        }
        Some(())
    }

    /// What a position in the pool can claim, in HEAT and in dollars.
    pub fn owed(&self, position: &Position) -> Option<[Owed; 2]> {
        let mut owed = [Owed::default(); 2];
        for (mint, owed) in owed.iter_mut().enumerate() {
            let (income, fees) = (&position.income[mint], &position.fees[mint]);
            let earned = accumulator::earned(position.shares, self.pool.income[mint].per_share, income.seen)?;
            owed.income = accumulator::whole(income.owed.checked_add(earned)?)?;
            let number = self.pool.fees[mint].per_weighted_share;
            let earned = accumulator::earned(position.weighted_shares, number, fees.seen)?;
            owed.fees = accumulator::whole(fees.owed.checked_add(earned)?)?;
        }
        Some(owed)
    }

    /// The commission on what is booked now, in basis points: the lower one where a change has come to hold.
    pub fn commission(&self) -> Option<u16> {
        let pool = &self.pool;
        let changed = pool.commission_from != 0 && self.epoch()? >= pool.commission_from;
        Some(if changed { pool.commission_bps.min(pool.next_commission_bps) } else { pool.commission_bps })
    }

    /// The operator's commission in both mints once everything in the income vaults is booked, base units.
    pub fn commission_due(&self, vaults: [u64; 2]) -> Option<[u64; 2]> {
        let rate = self.commission()?;
        let mut due = [0; 2];
        for ((due, income), held) in due.iter_mut().zip(&self.pool.income).zip(vaults) {
            let new = bps::of_floor(held.checked_sub(income.booked)?, rate)?;
            *due = income.operator_due.checked_add(new)?;
        }
        Some(due)
    }

    /// What a whole HEAT in the pool earns in a year at the pace of this epoch and the one before, base units
    /// of each mint, the commission taken off. `None` where neither released anything.
    pub fn income_a_year(&self) -> [Option<u64>; 2] {
        self.pool.income.each_ref().map(|income| self.a_year(&income.stream, self.pool.active))
    }

    /// The same of the stakers' fees, for a whole HEAT of weight: a HEAT that is not locked.
    pub fn fees_a_year(&self) -> [Option<u64>; 2] {
        self.fees.fees.each_ref().map(|fee| self.a_year(&fee.stream, self.fees.total_weight))
    }

    /// Income and fees for a whole HEAT of a position, whose lock counts.
    pub fn position_a_year(&self, position: &Position) -> [Option<u64>; 2] {
        self.both_a_year(position.weighted_shares, position.shares)
    }

    /// Income and fees for a whole HEAT that is not locked.
    pub fn unlocked_a_year(&self) -> [Option<u64>; 2] {
        self.both_a_year(1, 1)
    }

    fn both_a_year(&self, weighted_shares: u64, shares: u64) -> [Option<u64>; 2] {
        let (income, fees) = (self.income_a_year(), self.fees_a_year());
        [0, 1].map(|mint| match (income[mint], fees[mint]) {
            (None, None) => None,
            (income, fees) => {
                let fees = math::mul_div_floor(fees.unwrap_or_default(), weighted_shares, shares);
                Some(income.unwrap_or_default().saturating_add(fees.unwrap_or_default()))
            }
        })
    }

    fn a_year(&self, stream: &Stream, over: u64) -> Option<u64> {
        let released = u128::from(stream.previous) + u128::from(stream.releasing);
        let epochs = KNOWN_EPOCHS * u128::try_from(self.epoch_seconds).ok()?;
        let yearly = released * u128::from(UNIT) * u128::try_from(YEAR_SECONDS).ok()?;
        let share = yearly.checked_div(epochs.checked_mul(u128::from(over))?)?;
        u64::try_from(share).ok().filter(|_| released > 0)
    }
}

/// Releases what has come due to `holders`; without any it waits for the next epoch.
fn release(stream: &mut Stream, number: &mut u128, carried: &mut u64, holders: u64, now: Moment) -> Option<()> {
    let Stream { epoch, next, releasing, released, previous } = *stream;
    let mut pure = stream::Stream { epoch, next, releasing, released, previous };
    match pure.advance(now)? {
        0 => {}
        due if holders == 0 => pure.book(due)?,
        due => {
            let (rise, rest) = accumulator::rise(accumulator::parts(due), *carried, holders)?;
            *number = number.checked_add(rise)?;
            *carried = rest;
        }
    }
    let stream::Stream { epoch, next, releasing, released, previous } = pure;
    *stream = Stream { epoch, next, releasing, released, previous };
    Some(())
}

/// Passes on what a pool's `weight` earned while the number rose to `number`.
fn pass_on(fees: &mut PoolFees, number: u128, weight: u64, weighted_shares: u64) -> Option<()> {
    if number == fees.seen {
        return Some(());
    }
    let earned = accumulator::earned(weight, number, fees.seen)?;
    fees.seen = number;
    if let Some((rise, rest)) = accumulator::rise(earned, fees.carried, weighted_shares) {
        fees.per_weighted_share = fees.per_weighted_share.checked_add(rise)?;
        fees.carried = rest;
    }
    Some(())
}

#[cfg(test)]
mod tests;
