use anchor_lang::prelude::*;

use crate::error::GovernanceError;
use crate::events::PauseChanged;
use crate::state::Governance;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct UnpauseArgs {
    /// Bits of what goes on: 1 new stakes, 2 new jobs.
    pub what: u8,
}

#[derive(Accounts)]
pub struct Unpause {
    #[account(address = governance.authority @ GovernanceError::NotAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub governance: Account<Governance>,
}

pub(crate) fn handler(ctx: &mut Context<Unpause>, args: UnpauseArgs) -> Result<()> {
    let known = args.what != 0 && args.what & !furnace_common::pause::ALL == 0;
    require!(known, GovernanceError::UnknownPause);
    let governance = &mut ctx.accounts.governance;
    governance.paused &= !args.what;
    emit!(PauseChanged { by: governance.authority, paused: governance.paused });
    Ok(())
}
