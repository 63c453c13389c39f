use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_support::token;
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use crate::error::JobsError;
use crate::events::Refunded;
use crate::state::ClientBalance;

#[derive(Accounts)]
pub struct Refund {
    /// The depositor, or the client who wants the money no longer.
    pub caller: Signer,
    #[account(mut)]
    pub balance: Account<ClientBalance>,
    #[account(mut, address = balance.vault @ JobsError::WrongVault)]
    pub vault: UncheckedAccount,
    /// A token account of the depositor's; the token program checks its mint.
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<Refund>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let destination = token::read(accounts.destination.account()).map_err(|_| JobsError::NotDepositor)?;
    let depositor = destination.owner;
    let caller = *accounts.caller.address();
    require!(caller == depositor || caller == accounts.balance.client, JobsError::NotDepositor);
    let amount = accounts.balance.refund_sponsor(&depositor)?;

    let balance = &accounts.balance;
    let (client, mint, bump) = (balance.client, balance.mint, [balance.bump]);
    let signer_seeds =
        [Seed::from(seeds::BALANCE), Seed::from(client.as_ref()), Seed::from(mint.as_ref()), Seed::from(&bump)];
    let vault = accounts.vault.account();
    let signer = CpiSigner::from(&signer_seeds);
    token::transfer_signed(vault, accounts.destination.account(), balance.account(), amount, &signer)?;
    balance.invariant(token::amount(vault)?)?;
    emit!(Refunded { balance: *balance.address(), depositor, amount });
    Ok(())
}
