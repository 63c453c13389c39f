use anchor_lang::prelude::*;

use super::now;
use crate::events::ParametersApplied;
use crate::state::Governance;

#[derive(Accounts)]
pub struct ParametersApply {
    #[account(mut)]
    pub governance: Account<Governance>,
}

pub(crate) fn handler(ctx: &mut Context<ParametersApply>) -> Result<()> {
    let now = now()?;
    ctx.accounts.governance.apply(now)?;
    emit!(ParametersApplied { applied_at: now });
    Ok(())
}
