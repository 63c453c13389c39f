use anchor_lang::prelude::*;

use super::now;
use crate::events::ProofFailed;
use crate::state::Attempt;

#[derive(Accounts)]
pub struct AttemptFail {
    #[account(mut)]
    pub attempt: Account<Attempt>,
}

pub(crate) fn handler(ctx: &mut Context<AttemptFail>) -> Result<()> {
    let attempt = &mut ctx.accounts.attempt;
    attempt.fail(now()?)?;
    emit!(ProofFailed { worker: attempt.worker, epoch: attempt.epoch, gpu: attempt.gpu, _pad: [0; 7] });
    Ok(())
}
