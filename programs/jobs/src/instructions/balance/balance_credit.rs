use anchor_lang::prelude::*;
use furnace_support::{ids, token};

use crate::error::JobsError;
use crate::state::ClientBalance;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct BalanceCreditArgs {
    /// What the balance's vault received, HEAT base units.
    pub amount: u64,
}

#[derive(Accounts)]
pub struct BalanceCredit {
    /// The slashing program's signing authority.
    #[account(address = ids::SLASHING_AUTHORITY @ JobsError::NotSlashingProgram)]
    pub authority: Signer,
    #[account(mut)]
    pub balance: Account<ClientBalance>,
    #[account(address = balance.vault @ JobsError::WrongVault)]
    pub vault: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<BalanceCredit>, args: BalanceCreditArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.balance.credit(args.amount)?;
    accounts.balance.invariant(token::amount(accounts.vault.account())?)
}
