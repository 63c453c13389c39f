use anchor_lang::prelude::*;

use crate::error::JobsError;

/// A client's money in one mint: free to withdraw, or reserved for jobs.
#[account]
pub struct ClientBalance {
    pub client: Address,
    pub mint: Address,
    /// Token account that holds it.
    pub vault: Address,
    /// Base units of the mint.
    pub free: u64,
    /// Reserved for jobs that have not ended, base units of the mint.
    pub reserved: u64,
    /// Number of the next job; every number is used once.
    pub next_job: u64,
    /// Paid for settled jobs so far, base units of the mint.
    pub spent: u64,
    /// Jobs settled.
    pub settled: u64,
    pub version: u8,
    pub bump: u8,
    pub vault_bump: u8,
    pub _padding: [u8; 117],
}

const _: () = assert!(core::mem::size_of::<ClientBalance>() == 256);

impl ClientBalance {
    pub const VERSION: u8 = 1;

    pub fn deposit(&mut self, amount: u64) -> Result<()> {
        require!(amount > 0, JobsError::ZeroAmount);
        self.credit(amount)
    }

    /// Adds to what is free.
    pub fn credit(&mut self, amount: u64) -> Result<()> {
        self.free = self.free.checked_add(amount).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    pub fn withdraw(&mut self, amount: u64) -> Result<()> {
        require!(amount > 0, JobsError::ZeroAmount);
        self.free = self.free.checked_sub(amount).ok_or(JobsError::BalanceTooLow)?;
        Ok(())
    }

    /// Reserves a job's price and returns the job's number.
    pub fn reserve(&mut self, price: u64) -> Result<u64> {
        require!(price > 0, JobsError::ZeroPrice);
        self.free = self.free.checked_sub(price).ok_or(JobsError::BalanceTooLow)?;
        self.reserved = self.reserved.checked_add(price).ok_or(JobsError::Overflow)?;
        let number = self.next_job;
        self.next_job = number.checked_add(1).ok_or(JobsError::Overflow)?;
        Ok(number)
    }

    /// Returns a reservation.
    pub fn release(&mut self, price: u64) -> Result<()> {
        self.reserved = self.reserved.checked_sub(price).ok_or(JobsError::Overflow)?;
        self.credit(price)
    }

    /// Spends a reservation.
    pub fn spend(&mut self, price: u64) -> Result<()> {
        self.reserved = self.reserved.checked_sub(price).ok_or(JobsError::Overflow)?;
        self.spent = self.spent.checked_add(price).ok_or(JobsError::Overflow)?;
        self.settled = self.settled.checked_add(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// The vault covers the books; more than that is a gift and changes nothing.
    pub fn invariant(&self, vault_amount: u64) -> Result<()> {
        let books = self.free.checked_add(self.reserved).ok_or(JobsError::Overflow)?;
        require!(vault_amount >= books, JobsError::VaultShort);
        Ok(())
    }
}
