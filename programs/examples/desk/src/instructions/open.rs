use anchor_lang::prelude::*;
use anchor_lang::CpiContext;
use furnace_jobs::cpi;
use furnace_support::ids;

use crate::error::DeskError;
use crate::state::Desk;

#[derive(Accounts)]
pub struct Open {
    /// Pays the rent.
    #[account(mut)]
    pub user: Signer,
    #[account(init, payer = user, seeds = [Desk::SEED, user.address().as_ref()], bump)]
    pub desk: Account<Desk>,
    pub governance: UncheckedAccount,
    #[account(address = ids::HEAT_MINT @ DeskError::NotHeat)]
    pub mint: UncheckedAccount,
    /// Made by the jobs program, as is its vault.
    #[account(mut)]
    pub balance: UncheckedAccount,
    #[account(mut)]
    pub vault: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
    #[account(address = furnace_jobs::ID @ DeskError::NotJobs)]
    pub jobs_program: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<Open>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (user, bump) = (*accounts.user.address(), [ctx.bumps.desk]);
    accounts.desk.user = user;
    accounts.desk.version = Desk::VERSION;
    accounts.desk.bump = ctx.bumps.desk;

    let signer: &[&[u8]] = &[Desk::SEED, user.as_ref(), &bump];
    let balance_open = cpi::accounts::BalanceOpen {
        client: accounts.desk.cpi_handle(),
        payer: accounts.user.cpi_handle_mut(),
        governance: accounts.governance.cpi_handle(),
        mint: accounts.mint.cpi_handle(),
        balance: accounts.balance.cpi_handle_mut(),
        vault: accounts.vault.cpi_handle_mut(),
        token_program: accounts.token_program.cpi_handle(),
        system_program: accounts.system_program.cpi_handle(),
    };
    cpi::balance_open(CpiContext::new_with_signer(&furnace_jobs::ID, balance_open, &[signer]))
}
