use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::Round;
use furnace_jobs::state::Operator;
use furnace_support::ids;

use super::opening::*;
use crate::instructions::now;
use crate::state::Delivered;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct AuditOpenArgs {
    /// Bump of the dispute's address, found by the caller.
    pub bump: u8,
}

#[derive(Accounts)]
pub struct AuditOpen {
    pub opening: Nested<Opening>,
    /// The worker's.
    pub operator: Account<Operator>,
    /// That pays for the job.
    #[account(mut)]
    pub balance: UncheckedAccount,
    /// Signs for this program towards jobs, which checks that an audit was drawn.
    #[account(address = ids::SLASHING_AUTHORITY)]
    pub authority: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<AuditOpen>, args: AuditOpenArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let opening = &accounts.opening;
    let result = Delivered::of_job(&opening.job);
    let mut dispute = opening.create(&result, &accounts.operator, &Address::default(), args.bump, now()?)?;
    opening.begin(&mut dispute, Round::Audit)?;
    opening.hold_job(&dispute, &accounts.balance, &accounts.authority)
}
