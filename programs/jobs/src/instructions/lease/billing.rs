use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::lease::Bill;
use furnace_common::state::{CloseReason, LeaseState};

use crate::error::JobsError;
use crate::events::{LeaseEnded, LeaseSettled};
use crate::instructions::payout::*;
use crate::state::{Lease, Worker};

/// A lease that a worker holds, and whom it pays.
#[derive(Accounts)]
pub struct Billing {
    #[account(mut)]
    pub lease: Account<Lease>,
    #[account(mut, address = lease.worker @ JobsError::JobMismatch)]
    pub worker: Account<Worker>,
    pub payout: Nested<Payout>,
}

impl Billing {
    /// Settles what is owed until now, and pays it. Returns the seconds that it pays for.
    pub(crate) fn settle(&mut self, now: i64) -> Result<u64> {
        let price = self.payout.pricing.price(now)?;
        let bill = self.lease.bill(price, now)?;
        self.pay(&bill)
    }

    /// Pays a bill; what is left stays held. Returns the seconds that it pays for.
    pub(crate) fn pay(&mut self, bill: &Bill) -> Result<u64> {
        let (lease, payout) = (&mut self.lease, &mut self.payout);
        payout.require_of(&lease.escrow, &lease.operator)?;
        let kept = lease.escrow.reserved.checked_sub(bill.amount).ok_or(JobsError::Overflow)?;
        let parts = payout.pay(&mut lease.escrow, bill.amount, kept)?;
        emit!(LeaseSettled {
            lease: *lease.address(),
            worker: lease.worker,
            paid: parts.worker,
            burned: parts.burn,
            fee: parts.fee,
            seconds: bill.seconds,
            reserved: kept
        });
        Ok(bill.seconds)
    }

    /// Settles, and ends the lease: the worker is free and the client has back what is left.
    pub(crate) fn end(&mut self, reason: CloseReason, now: i64) -> Result<()> {
        let began = self.lease.state()? != LeaseState::Assigned;
        let seconds = self.settle(now)?;
        self.lease.end(reason, now);
        match began && reason != CloseReason::Unsatisfied {
            true => self.worker.complete(seconds)?,
            // It did nothing yet, or nothing to speak for it.
            false => {
                self.worker.drop_job()?;
                self.worker.bill(seconds)?;
            }
        }
        self.free(reason)
    }

    /// The worker's collateral is free; and if the lease ended, what is left of its money.
    pub(crate) fn free(&mut self, reason: CloseReason) -> Result<()> {
        let (lease, payout) = (&mut self.lease, &mut self.payout);
        payout.operator.release(lease.escrow.collateral)?;
        if lease.state()? == LeaseState::Closed {
            let refunded = lease.escrow.empty();
            payout.balance.release(refunded)?;
            emit!(LeaseEnded { lease: *lease.address(), refunded, reason: reason.byte(), _pad: [0; 7] });
        }
        Ok(())
    }
}
