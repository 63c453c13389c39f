use anchor_lang::prelude::*;
use furnace_staking::state::Pool;

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
}

impl BidDrop {
    /// The worker could not be given the order now.
    fn require_unable(&self) -> Result<()> {
        if self.worker.require_free().is_err() {
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
}

pub(crate) fn handler(ctx: &mut Context<BidDrop>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.bids.require_over(now()?)?;
    accounts.require_unable()?;
    let worker = *accounts.worker.address();
    accounts.bids.remove(&worker)?;
    emit!(BidDropped { order: accounts.bids.order, worker });
    Ok(())
}
