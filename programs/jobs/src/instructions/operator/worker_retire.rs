use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::WorkerRetired;
use crate::instructions::now;
use crate::state::{Operator, Worker};

#[derive(Accounts)]
pub struct WorkerRetire {
    #[account(address = operator.wallet @ JobsError::NotOperator)]
    pub wallet: Signer,
    #[account(mut)]
    pub operator: Account<Operator>,
    #[account(mut, constraint = worker.operator == *operator.address() @ JobsError::WorkerMismatch)]
    pub worker: Account<Worker>,
}

pub(crate) fn handler(ctx: &mut Context<WorkerRetire>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.worker.retire()?;
    accounts.operator.remove_worker(accounts.worker.gpus, now()?)?;
    emit!(WorkerRetired { worker: *accounts.worker.address(), operator: *accounts.operator.address() });
    Ok(())
}
