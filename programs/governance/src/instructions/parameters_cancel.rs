use anchor_lang::prelude::*;

use crate::events::ParametersCancelled;
use crate::state::Governance;

#[derive(Accounts)]
pub struct ParametersCancel {
    /// The authority or the guardian.
    pub by: Signer,
    #[account(mut)]
    pub governance: Account<Governance>,
}

pub(crate) fn handler(ctx: &mut Context<ParametersCancel>) -> Result<()> {
    let by = *ctx.accounts.by.address();
    let governance = &mut ctx.accounts.governance;
    governance.require_guardian(&by)?;
    governance.cancel()?;
    emit!(ParametersCancelled { by });
    Ok(())
}
