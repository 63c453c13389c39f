use anchor_lang::prelude::*;
use furnace_jobs::state::Worker;

use crate::error::ProofsError;
use crate::state::{Beacon, MemoryAttempt};

#[derive(Accounts)]
pub struct MemoryClose {
    /// The worker's hot key.
    #[account(address = worker.key @ ProofsError::NotWorker)]
    pub key: Signer,
    pub worker: Account<Worker>,
    pub beacon: Account<Beacon>,
    #[account(
        mut,
        close = rent_payer,
        constraint = memory.worker == *worker.address() @ ProofsError::WorkerMismatch
    )]
    pub memory: Account<MemoryAttempt>,
    /// Gets the rent.
    // It may be the key.
    #[account(mut, unsafe(dup), address = memory.rent_payer @ ProofsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<MemoryClose>) -> Result<()> {
    ctx.accounts.memory.require_at_rest(&ctx.accounts.beacon)
}
