use anchor_lang::prelude::*;
use furnace_support::{ids, token};

use crate::error::StakingError;
use crate::state::Pool;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct PenaltyEndArgs {
    /// What the pool's vault received back, HEAT base units; nothing where the penalty holds.
    pub returned: u64,
    /// Of that, what was taken of the stake in unbonding.
    pub of_unbonding: u64,
}

#[derive(Accounts)]
pub struct PenaltyEnd {
    /// The slashing program's signing authority.
    #[account(address = ids::SLASHING_AUTHORITY @ StakingError::NotSlashingProgram)]
    pub authority: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(address = pool.vault @ StakingError::WrongVault)]
    pub vault: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<PenaltyEnd>, args: PenaltyEndArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.pool.end_penalty(args.returned, args.of_unbonding)?;
    // The event is the slashing program's: it alone calls this, and knows why.
    accounts.pool.invariant(token::amount(accounts.vault.account())?)
}
