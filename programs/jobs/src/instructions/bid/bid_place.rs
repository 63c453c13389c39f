use anchor_lang::prelude::*;
use furnace_common::reputation;
use furnace_staking::state::Pool;

use crate::error::JobsError;
use crate::events::BidPlaced;
use crate::instructions::now;
use crate::state::{Bid, Bids, Operator, Worker};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct BidPlaceArgs {
    /// Units of the quote; of a lease by the second.
    pub price: u64,
}

/// Worker, operator and pool are only read: nothing is locked before the award.
#[derive(Accounts)]
pub struct BidPlace {
    /// The worker's hot key.
    #[account(address = worker.key @ JobsError::NotWorker)]
    pub key: Signer,
    pub worker: Account<Worker>,
    #[account(address = worker.operator @ JobsError::WorkerMismatch)]
    pub operator: Account<Operator>,
    #[account(address = operator.pool @ JobsError::WrongPool)]
    pub pool: Account<Pool>,
    /// The worker's, where the order asks for a score.
    pub certificate: Option<UncheckedAccount>,
    #[account(mut)]
    pub bids: Account<Bids>,
}

pub(crate) fn handler(ctx: &mut Context<BidPlace>, args: BidPlaceArgs) -> Result<()> {
    let now = now()?;
    let accounts = &mut ctx.accounts;
    let (worker, bids) = (&accounts.worker, &mut accounts.bids);
    // It may be busy: what it holds now can be done by the award.
    worker.require_active()?;
    let certificate = accounts.certificate.as_ref().map(UncheckedAccount::account);
    bids.needs.require_certified(worker.address(), certificate, now)?;
    bids.needs.require_backed(worker, &accounts.operator, &accounts.pool, bids.collateral)?;
    bids.place(&Bid {
        worker: *worker.address(),
        operator: worker.operator,
        price: args.price,
        placed_at: now,
        record_bps: reputation::record_bps(worker.completed, worker.failed),
        _padding: [0; 6],
    })?;
    emit!(BidPlaced { order: bids.order, worker: *worker.address(), price: args.price });
    Ok(())
}
