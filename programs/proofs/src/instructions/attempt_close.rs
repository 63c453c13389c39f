use anchor_lang::prelude::*;
use furnace_jobs::state::Worker;

use crate::error::ProofsError;
use crate::state::{Attempt, Beacon};

#[derive(Accounts)]
pub struct AttemptClose {
    /// The worker's hot key.
    #[account(address = worker.key @ ProofsError::NotWorker)]
    pub key: Signer,
    pub worker: Account<Worker>,
    pub beacon: Account<Beacon>,
    #[account(
        mut,
        close = rent_payer,
        constraint = attempt.worker == *worker.address() @ ProofsError::WorkerMismatch
    )]
    pub attempt: Account<Attempt>,
    /// Gets the rent.
    // It may be the key.
    #[account(mut, unsafe(dup), address = attempt.rent_payer @ ProofsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<AttemptClose>) -> Result<()> {
    ctx.accounts.attempt.require_closable(&ctx.accounts.beacon)
}
