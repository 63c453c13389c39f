use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_support::token;
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use crate::error::JobsError;
use crate::events::Withdrawn;
use crate::state::ClientBalance;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct WithdrawArgs {
    /// Base units of the balance's mint.
    pub amount: u64,
}

#[derive(Accounts)]
pub struct Withdraw {
    #[account(address = balance.client @ JobsError::NotClient)]
    pub client: Signer,
    #[account(mut)]
    pub balance: Account<ClientBalance>,
    #[account(mut, address = balance.vault @ JobsError::WrongVault)]
    pub vault: UncheckedAccount,
    /// Where the tokens go, of the client's choice; the token program checks its mint.
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<Withdraw>, args: WithdrawArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.balance.withdraw(args.amount)?;
    let balance = &accounts.balance;
    let (client, mint, bump) = (balance.client, balance.mint, [balance.bump]);
    let signer_seeds =
        [Seed::from(seeds::BALANCE), Seed::from(client.as_ref()), Seed::from(mint.as_ref()), Seed::from(&bump)];
    let vault = accounts.vault.account();
    token::transfer_signed(
        vault,
        accounts.destination.account(),
        balance.account(),
        args.amount,
        &CpiSigner::from(&signer_seeds),
    )?;
    balance.invariant(token::amount(vault)?)?;
    emit!(Withdrawn { balance: *balance.address(), amount: args.amount });
    Ok(())
}
