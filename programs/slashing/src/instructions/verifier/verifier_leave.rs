use anchor_lang::prelude::*;

use crate::error::SlashingError;
use crate::events::VerifierLeft;
use crate::instructions::now;
use crate::state::{Roster, Verifier};

#[derive(Accounts)]
pub struct VerifierLeave {
    #[account(address = verifier.wallet @ SlashingError::NotVerifier)]
    pub wallet: Signer,
    #[account(mut)]
    pub verifier: Account<Verifier>,
    #[account(mut)]
    pub roster: Account<Roster>,
}

pub(crate) fn handler(ctx: &mut Context<VerifierLeave>) -> Result<()> {
    let now = now()?;
    let (verifier, roster) = (&mut ctx.accounts.verifier, &mut ctx.accounts.roster);
    let address = *verifier.address();
    verifier.leave(now)?;
    if roster.require_listed(verifier.place, &address).is_ok() {
        roster.list(verifier.place, address, 0, now)?;
    }
    emit!(VerifierLeft { verifier: address, free_at: verifier.free_at });
    Ok(())
}
