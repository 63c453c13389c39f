use anchor_lang::prelude::*;
use furnace_support::token;

use crate::error::JobsError;
use crate::events::Sponsored;
use crate::state::ClientBalance;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct SponsorArgs {
    /// Base units of the balance's mint.
    pub amount: u64,
}

#[derive(Accounts)]
pub struct SponsorDeposit {
    /// Gets back what is not used. Anyone but the client, who deposits.
    #[account(constraint = *depositor.address() != balance.client @ JobsError::NotDepositor)]
    pub depositor: Signer,
    #[account(mut)]
    pub balance: Account<ClientBalance>,
    #[account(mut, address = balance.vault @ JobsError::WrongVault)]
    pub vault: UncheckedAccount,
    /// Where the tokens come from; the token program checks its mint and the depositor's right to it.
    #[account(mut)]
    pub source: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<SponsorDeposit>, args: SponsorArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let depositor = *accounts.depositor.address();
    accounts.balance.sponsor(depositor, args.amount)?;
    let vault = accounts.vault.account();
    token::transfer(accounts.source.account(), vault, accounts.depositor.account(), args.amount)?;
    accounts.balance.invariant(token::amount(vault)?)?;
    emit!(Sponsored { balance: *accounts.balance.address(), depositor, amount: args.amount });
    Ok(())
}
