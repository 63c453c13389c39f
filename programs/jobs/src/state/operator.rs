use anchor_lang::prelude::*;
use furnace_common::limits::LEAVING_SECONDS;
use furnace_common::stake;

use crate::error::JobsError;

/// An operator's book: the collateral that its workers' jobs hold against its pool, and what they earned.
#[account]
pub struct Operator {
    /// The operator's wallet.
    pub wallet: Address,
    /// The operator's pool in the staking program.
    pub pool: Address,
    /// The pool's income vaults in HEAT and in dollars, which settlements pay into.
    pub earnings: [Address; 2],
    /// Paid the rent and gets it back.
    pub rent_payer: Address,
    /// Held by jobs that are not settled yet, HEAT base units.
    pub collateral_locked: u64,
    /// Paid by settlements so far in HEAT and in dollars, base units.
    pub earned: [u64; 2],
    /// Until then the GPUs of retired workers still count for points, unix seconds.
    pub leaving_until: i64,
    /// GPUs of all workers that are not retired.
    pub gpus: u32,
    /// Workers that are not retired.
    pub workers: u32,
    /// GPUs of workers retired lately.
    pub leaving_gpus: u32,
    /// Seats of its workers whose results are being judged.
    pub disputed_seats: u32,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 46],
}

const _: () = assert!(core::mem::size_of::<Operator>() == 256);

impl Operator {
    pub const VERSION: u8 = 1;

    /// Counts a new worker.
    pub fn add_worker(&mut self, gpus: u8) -> Result<()> {
        self.gpus = self.gpus.checked_add(u32::from(gpus)).ok_or(JobsError::Overflow)?;
        self.workers = self.workers.checked_add(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// Counts a worker out; for points its GPUs count a while longer.
    pub fn remove_worker(&mut self, gpus: u8, now: i64) -> Result<()> {
        let leaving = self.leaving(now).checked_add(u32::from(gpus)).ok_or(JobsError::Overflow)?;
        self.leaving_gpus = leaving;
        self.leaving_until = now.checked_add(LEAVING_SECONDS).ok_or(JobsError::Overflow)?;
        self.gpus = self.gpus.checked_sub(u32::from(gpus)).ok_or(JobsError::Overflow)?;
        self.workers = self.workers.checked_sub(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// GPUs that one stake answers for when points are recorded: also those of workers retired lately.
    pub fn gpus_for_points(&self, now: i64) -> Result<u32> {
        Ok(self.gpus.checked_add(self.leaving(now)).ok_or(JobsError::Overflow)?)
    }

    fn leaving(&self, now: i64) -> u32 {
        if now < self.leaving_until {
            self.leaving_gpus
        } else {
            0
        }
    }

    /// `active` stake has room for more collateral, and reaches the minimum for all of the operator's GPUs.
    /// Both HEAT base units.
    pub fn require_room(&self, collateral: u64, active: u64, class_multiplier: u16) -> Result<()> {
        let minimum = stake::minimum(self.gpus, class_multiplier).ok_or(JobsError::Overflow)?;
        require!(active >= minimum, JobsError::StakeTooLow);
        let locked = self.collateral_locked.checked_add(collateral).ok_or(JobsError::Overflow)?;
        require!(active >= locked, JobsError::CollateralTooLow);
        Ok(())
    }

    /// Locks a job's collateral, for which there must be room.
    pub fn lock(&mut self, collateral: u64) -> Result<()> {
        self.collateral_locked = self.collateral_locked.checked_add(collateral).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// Returns a job's collateral.
    pub fn release(&mut self, collateral: u64) -> Result<()> {
        self.collateral_locked = self.collateral_locked.checked_sub(collateral).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// No worker is left, and so no job that could still be settled or punished, nor one retired so lately
    /// that a new book would forget it, nor a result that is judged.
    pub fn require_empty(&self, now: i64) -> Result<()> {
        let empty = self.workers == 0 && self.collateral_locked == 0 && self.leaving(now) == 0;
        require!(empty && self.disputed_seats == 0, JobsError::OperatorBusy);
        Ok(())
    }

    /// A seat is judged: until there is a ruling the book stays open, and with it the pool that answers for the result.
    pub fn answer_for_seat(&mut self) -> Result<()> {
        self.disputed_seats = self.disputed_seats.checked_add(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// There is a ruling.
    pub fn let_seat_go(&mut self) -> Result<()> {
        self.disputed_seats = self.disputed_seats.checked_sub(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// Counts a payment into the income vault of one of the two mints.
    pub fn earn(&mut self, mint_index: usize, amount: u64) -> Result<()> {
        let earned = self.earned.get_mut(mint_index).ok_or(JobsError::UnknownState)?;
        *earned = earned.checked_add(amount).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// The income vault of one of the two mints.
    pub fn earnings(&self, mint_index: usize) -> Result<Address> {
        Ok(*self.earnings.get(mint_index).ok_or(JobsError::UnknownState)?)
    }
}
