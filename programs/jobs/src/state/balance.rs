use anchor_lang::prelude::*;

use super::Sponsors;
use crate::error::JobsError;

/// A client's money in one mint: free to withdraw, or held for orders. Some of it may be of others, who can
/// have back what is not used.
#[account]
pub struct ClientBalance {
    pub client: Address,
    pub mint: Address,
    /// Token account that holds it.
    pub vault: Address,
    pub sponsors: Sponsors,
    /// Base units of the mint.
    pub free: u64,
    /// Held for orders that have not ended, base units of the mint.
    pub reserved: u64,
    /// Number of the next job or lease; every number is used once.
    pub next_job: u64,
    /// Paid so far, base units of the mint.
    pub spent: u64,
    /// Jobs settled.
    pub settled: u64,
    /// Results that the client rejected.
    pub rejected: u64,
    /// Rejections that did not hold.
    pub lost_disputes: u64,
    pub version: u8,
    pub bump: u8,
    pub _padding: [u8; 94],
}

const _: () = assert!(core::mem::size_of::<ClientBalance>() == 576);

impl ClientBalance {
    pub const VERSION: u8 = 1;

    pub fn deposit(&mut self, amount: u64) -> Result<()> {
        require!(amount > 0, JobsError::ZeroAmount);
        self.credit(amount)
    }

    /// Takes the money of somebody else, who can have it back while it is not used.
    pub fn sponsor(&mut self, depositor: Address, amount: u64) -> Result<()> {
        self.sponsors.add(depositor, amount)?;
        self.credit(amount)
    }

    /// Gives a depositor back what is not held; returns how much.
    pub fn refund_sponsor(&mut self, depositor: &Address) -> Result<u64> {
        let amount = self.sponsors.refund(depositor, self.reserved)?;
        self.free = self.free.checked_sub(amount).ok_or(JobsError::Overflow)?;
        Ok(amount)
    }

    /// Adds to what is free.
    pub fn credit(&mut self, amount: u64) -> Result<()> {
        self.free = self.free.checked_add(amount).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// Takes out the client's own money, as far as it is free.
    pub fn withdraw(&mut self, amount: u64) -> Result<()> {
        require!(amount > 0, JobsError::ZeroAmount);
        self.free = self.free.checked_sub(amount).ok_or(JobsError::BalanceTooLow)?;
        let left = self.free.checked_add(self.reserved).ok_or(JobsError::Overflow)?;
        require!(left >= self.sponsors.total, JobsError::MoneyOfOthers);
        Ok(())
    }

    /// The number of a new order.
    pub fn number(&mut self) -> Result<u64> {
        let number = self.next_job;
        self.next_job = number.checked_add(1).ok_or(JobsError::Overflow)?;
        Ok(number)
    }

    /// Holds `amount` for an order.
    pub fn reserve(&mut self, amount: u64) -> Result<()> {
        self.free = self.free.checked_sub(amount).ok_or(JobsError::BalanceTooLow)?;
        self.reserved = self.reserved.checked_add(amount).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// Frees what was held.
    pub fn release(&mut self, amount: u64) -> Result<()> {
        self.reserved = self.reserved.checked_sub(amount).ok_or(JobsError::Overflow)?;
        self.credit(amount)
    }

    /// Spends of what is held.
    pub fn spend(&mut self, amount: u64) -> Result<()> {
        self.reserved = self.reserved.checked_sub(amount).ok_or(JobsError::Overflow)?;
        self.spent = self.spent.checked_add(amount).ok_or(JobsError::Overflow)?;
        self.sponsors.spend(amount)
    }

    /// Counts a settled job.
    pub fn count_settled(&mut self) -> Result<()> {
        self.settled = self.settled.checked_add(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// Counts a rejected result.
    pub fn count_rejected(&mut self) -> Result<()> {
        self.rejected = self.rejected.checked_add(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// Counts a rejection that did not hold.
    pub fn count_lost_dispute(&mut self) -> Result<()> {
        self.lost_disputes = self.lost_disputes.checked_add(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// The vault covers the books; more than that is a gift and changes nothing.
    pub fn invariant(&self, vault_amount: u64) -> Result<()> {
        let books = self.free.checked_add(self.reserved).ok_or(JobsError::Overflow)?;
        require!(vault_amount >= books && books >= self.sponsors.total, JobsError::VaultShort);
        Ok(())
    }
}
