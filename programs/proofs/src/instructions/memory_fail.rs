use anchor_lang::prelude::*;

use super::now;
use crate::events::MemoryFailed;
use crate::state::MemoryAttempt;

#[derive(Accounts)]
pub struct MemoryFail {
    #[account(mut)]
    pub memory: Account<MemoryAttempt>,
}

pub(crate) fn handler(ctx: &mut Context<MemoryFail>) -> Result<()> {
    let memory = &mut ctx.accounts.memory;
    memory.fail(now()?)?;
    emit!(MemoryFailed { worker: memory.worker, epoch: memory.epoch, gpu: memory.gpu, _pad: [0; 7] });
    Ok(())
}
