use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::BidWithdrawn;
use crate::instructions::now;
use crate::state::{Bids, Worker};

#[derive(Accounts)]
pub struct BidWithdraw {
    /// The worker's hot key.
    #[account(address = worker.key @ JobsError::NotWorker)]
    pub key: Signer,
    pub worker: Account<Worker>,
    #[account(mut)]
    pub bids: Account<Bids>,
}

pub(crate) fn handler(ctx: &mut Context<BidWithdraw>) -> Result<()> {
    let worker = *ctx.accounts.worker.address();
    let bids = &mut ctx.accounts.bids;
    bids.withdraw(&worker, now()?)?;
    emit!(BidWithdrawn { order: bids.order, worker });
    Ok(())
}
