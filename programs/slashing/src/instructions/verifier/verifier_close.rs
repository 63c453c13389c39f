use anchor_lang::prelude::*;

use crate::error::SlashingError;
use crate::state::{Roster, Verifier};

#[derive(Accounts)]
pub struct VerifierClose {
    #[account(address = verifier.wallet @ SlashingError::NotVerifier)]
    pub wallet: Signer,
    #[account(mut, close = rent_payer)]
    pub verifier: Account<Verifier>,
    pub roster: Account<Roster>,
    /// Paid the rent and gets it back.
    // It may be the wallet.
    #[account(mut, unsafe(dup), address = verifier.rent_payer @ SlashingError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<VerifierClose>) -> Result<()> {
    let (verifier, roster) = (&ctx.accounts.verifier, &ctx.accounts.roster);
    verifier.require_empty()?;
    // Or a new verifier of the wallet would stand on a roster on which it put nothing down.
    require!(roster.require_listed(verifier.place, verifier.address()).is_err(), SlashingError::VerifierNotEmpty);
    Ok(())
}
