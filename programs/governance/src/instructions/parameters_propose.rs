use anchor_lang::prelude::*;

use super::now;
use crate::error::GovernanceError;
use crate::events::ParametersProposed;
use crate::state::{Governance, Parameters};

#[derive(Accounts)]
pub struct ParametersPropose {
    #[account(address = governance.authority @ GovernanceError::NotAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub governance: Account<Governance>,
}

pub(crate) fn handler(ctx: &mut Context<ParametersPropose>, args: Parameters) -> Result<()> {
    let effective_at = ctx.accounts.governance.propose(args, now()?)?;
    emit!(ParametersProposed { effective_at });
    Ok(())
}
