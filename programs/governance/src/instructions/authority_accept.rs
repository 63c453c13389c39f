use anchor_lang::prelude::*;

use crate::error::GovernanceError;
use crate::events::AuthorityAccepted;
use crate::state::Governance;

#[derive(Accounts)]
pub struct AuthorityAccept {
    #[account(address = governance.pending_authority @ GovernanceError::NotPendingAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub governance: Account<Governance>,
}

pub(crate) fn handler(ctx: &mut Context<AuthorityAccept>) -> Result<()> {
    let governance = &mut ctx.accounts.governance;
    governance.authority = governance.pending_authority;
    governance.pending_authority = Address::default();
    emit!(AuthorityAccepted { authority: governance.authority });
    Ok(())
}
