use anchor_lang::prelude::*;
use furnace_support::token;

use crate::error::JobsError;
use crate::events::Deposited;
use crate::state::ClientBalance;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct DepositArgs {
    /// Base units of the balance's mint.
    pub amount: u64,
}

#[derive(Accounts)]
pub struct Deposit {
    #[account(address = balance.client @ JobsError::NotClient)]
    pub client: Signer,
    #[account(mut)]
    pub balance: Account<ClientBalance>,
    #[account(mut, address = balance.vault @ JobsError::WrongVault)]
    pub vault: UncheckedAccount,
    /// Where the tokens come from; the token program checks its mint and the client's right to it.
    #[account(mut)]
    pub source: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<Deposit>, args: DepositArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.balance.deposit(args.amount)?;
    let vault = accounts.vault.account();
    token::transfer(accounts.source.account(), vault, accounts.client.account(), args.amount)?;
    accounts.balance.invariant(token::amount(vault)?)?;
    emit!(Deposited { balance: *accounts.balance.address(), amount: args.amount });
    Ok(())
}
