use anchor_lang::prelude::*;

use crate::error::GovernanceError;
use crate::events::GuardianChanged;
use crate::state::Governance;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct GuardianSetArgs {
    pub guardian: Address,
}

#[derive(Accounts)]
pub struct GuardianSet {
    #[account(address = governance.authority @ GovernanceError::NotAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub governance: Account<Governance>,
}

pub(crate) fn handler(ctx: &mut Context<GuardianSet>, args: GuardianSetArgs) -> Result<()> {
    ctx.accounts.governance.guardian = args.guardian;
    emit!(GuardianChanged { guardian: args.guardian });
    Ok(())
}
