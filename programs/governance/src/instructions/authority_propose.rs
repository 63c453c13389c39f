use anchor_lang::prelude::*;

use crate::error::GovernanceError;
use crate::events::AuthorityProposed;
use crate::state::Governance;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct AuthorityProposeArgs {
    /// To whom the role is offered; zeros withdraw an offer.
    pub proposed: Address,
}

#[derive(Accounts)]
pub struct AuthorityPropose {
    #[account(address = governance.authority @ GovernanceError::NotAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub governance: Account<Governance>,
}

pub(crate) fn handler(ctx: &mut Context<AuthorityPropose>, args: AuthorityProposeArgs) -> Result<()> {
    let governance = &mut ctx.accounts.governance;
    governance.pending_authority = args.proposed;
    emit!(AuthorityProposed { authority: governance.authority, proposed: args.proposed });
    Ok(())
}
