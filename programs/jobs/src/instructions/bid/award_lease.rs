use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::award::*;
use crate::events::LeaseAwarded;
use crate::state::Lease;

/// A lease that is up for auction, and the bidder that gets it.
#[derive(Accounts)]
pub struct AwardLease {
    #[account(mut)]
    pub lease: Account<Lease>,
    pub award: Nested<Award>,
}

impl AwardLease {
    /// Gives the lease to the bidder at the rate of its bid.
    pub(crate) fn give(&mut self, rate: u64, now: i64) -> Result<()> {
        let (lease, award) = (&mut self.lease, &mut self.award);
        award.require_of(lease.address(), &lease.escrow)?;
        let worker = *award.worker.address();
        let freed = lease.award(worker, &award.worker, rate, now)?;
        lease.detach()?;
        award.engage(&lease.needs, lease.escrow.collateral, freed, now)?;
        emit!(LeaseAwarded { lease: *lease.address(), worker, rate, start_by: lease.start_by });
        Ok(())
    }
}
