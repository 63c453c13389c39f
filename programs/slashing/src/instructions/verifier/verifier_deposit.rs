use anchor_lang::prelude::*;
use anchor_lang::Nested;

use crate::error::SlashingError;
use crate::instructions::bonds::*;
use crate::state::Verifier;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct VerifierDepositArgs {
    /// HEAT base units.
    pub amount: u64,
}

#[derive(Accounts)]
pub struct VerifierDeposit {
    #[account(address = verifier.wallet @ SlashingError::NotVerifier)]
    pub wallet: Signer,
    #[account(mut)]
    pub verifier: Account<Verifier>,
    pub bonds: Nested<Bonds>,
    /// Where the HEAT comes from; the token program checks its mint and the wallet's right to it.
    #[account(mut)]
    pub source: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<VerifierDeposit>, args: VerifierDepositArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.verifier.deposit(args.amount)?;
    accounts.bonds.take(&accounts.source, &accounts.wallet, args.amount)
}
