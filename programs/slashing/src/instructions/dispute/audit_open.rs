use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::Round;
use furnace_support::ids;

use super::opening::*;
use crate::instructions::now;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct AuditOpenArgs {
    /// Bump of the dispute's address, found by the caller.
    pub bump: u8,
}

#[derive(Accounts)]
pub struct AuditOpen {
    pub opening: Nested<Opening>,
    /// Signs for this program towards jobs, which checks that an audit was drawn.
    #[account(address = ids::SLASHING_AUTHORITY)]
    pub authority: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<AuditOpen>, args: AuditOpenArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let mut dispute = accounts.opening.create(&Address::default(), args.bump, now()?)?;
    accounts.opening.begin(&mut dispute, Round::Audit, &accounts.authority)
}
