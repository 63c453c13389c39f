use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_staking::state::Pool;
use furnace_support::ids;

use crate::error::JobsError;
use crate::events::BidDropped;
use crate::instructions::now;
use crate::state::{Bids, Operator, Worker};

#[derive(Accounts)]
pub struct BidDrop {
    #[account(mut)]
    pub bids: Account<Bids>,
    pub worker: Account<Worker>,
    /// Not needed where the worker is retired or has no free place; a retired worker's may be closed.
    #[account(address = worker.operator @ JobsError::WorkerMismatch)]
    pub operator: Option<Account<Operator>>,
    /// The operator's.
    pub pool: Option<Account<Pool>>,
    /// The worker's, where it is because of it that the worker cannot be engaged. It may be closed.
    pub certificate: Option<UncheckedAccount>,
}

impl BidDrop {
    /// The worker could not be given the order now.
    fn require_unable(&self, now: i64) -> Result<()> {
        if self.worker.require_free().is_err() || !self.is_certified(now)? {
            return Ok(());
        }
        let operator = self.operator.as_ref().ok_or(JobsError::NotDroppable)?;
        let pool = self.pool.as_ref().ok_or(JobsError::NotDroppable)?;
        require!(*pool.address() == operator.pool, JobsError::WrongPool);
        let (needs, collateral) = (&self.bids.needs, self.bids.collateral);
        let backed = needs.require_backed(&self.worker, operator, pool, collateral).is_ok();
        require!(!backed, JobsError::NotDroppable);
        Ok(())
    }

    /// Whether the worker's certificate covers what is asked for. Where it is not given nobody knows that it does not.
    fn is_certified(&self, now: i64) -> Result<bool> {
        let (needs, worker) = (&self.bids.needs, self.worker.address());
        let Some(given) = self.certificate.as_ref().filter(|_| needs.min_score > 0) else { return Ok(true) };
        if given.account().owned_by(&ids::PROOFS) {
            return needs.is_covered_by(given.account(), worker, now);
        }
        // Closed, if it is the place where the worker's would be.
        let (expected, _) = find_program_address(&[seeds::CERTIFICATE, worker.as_ref()], &ids::PROOFS);
        require!(*given.address() == expected, JobsError::CertificateMismatch);
        Ok(false)
    }
}

pub(crate) fn handler(ctx: &mut Context<BidDrop>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let now = now()?;
    accounts.bids.require_over(now)?;
    accounts.require_unable(now)?;
    let worker = *accounts.worker.address();
    accounts.bids.remove(&worker)?;
    emit!(BidDropped { order: accounts.bids.order, worker });
    Ok(())
}
