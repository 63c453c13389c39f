use anchor_lang::prelude::*;

use crate::events::VerifierListed;
use crate::instructions::now;
use crate::state::{Roster, Verifier};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct VerifierDisplaceArgs {
    /// That of the verifier with the lowest bond.
    pub place: u8,
}

#[derive(Accounts)]
pub struct VerifierDisplace {
    /// Has no place, and a larger bond.
    pub verifier: Account<Verifier>,
    #[account(mut)]
    pub roster: Account<Roster>,
}

pub(crate) fn handler(ctx: &mut Context<VerifierDisplace>, args: VerifierDisplaceArgs) -> Result<()> {
    let (verifier, roster) = (&ctx.accounts.verifier, &mut ctx.accounts.roster);
    verifier.require_no_place(roster, verifier.address())?;
    let displaced = roster.displace(args.place, verifier.weight(), now()?)?;
    emit!(VerifierListed { verifier: displaced, weight: 0, place: args.place, _pad: [0; 7] });
    Ok(())
}
