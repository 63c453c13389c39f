use anchor_lang::prelude::*;

use crate::error::GovernanceError;
use crate::events::PauseChanged;
use crate::state::Governance;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct PauseArgs {
    /// Bits of what to pause: 1 new stakes, 2 new jobs.
    pub what: u8,
}

#[derive(Accounts)]
pub struct Pause {
    /// The guardian or the authority.
    pub by: Signer,
    #[account(mut)]
    pub governance: Account<Governance>,
}

pub(crate) fn handler(ctx: &mut Context<Pause>, args: PauseArgs) -> Result<()> {
    let by = *ctx.accounts.by.address();
    let governance = &mut ctx.accounts.governance;
    governance.require_guardian(&by)?;
    let known = args.what != 0 && args.what & !furnace_common::pause::ALL == 0;
    require!(known, GovernanceError::UnknownPause);
    governance.paused |= args.what;
    emit!(PauseChanged { by, paused: governance.paused });
    Ok(())
}
