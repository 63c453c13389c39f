use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_support::token::Movement;

use crate::error::SlashingError;
use crate::instructions::bonds::*;
use crate::instructions::now;
use crate::state::Verifier;

#[derive(Accounts)]
pub struct VerifierWithdraw {
    #[account(address = verifier.wallet @ SlashingError::NotVerifier)]
    pub wallet: Signer,
    #[account(mut)]
    pub verifier: Account<Verifier>,
    pub bonds: Nested<Bonds>,
    /// Any HEAT account of the wallet's choice.
    #[account(mut)]
    pub destination: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<VerifierWithdraw>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let amount = accounts.verifier.withdraw(now()?)?;
    accounts.bonds.pay(&[Movement::Transfer { to: accounts.destination.account(), amount }])
}
