use anchor_lang::prelude::*;

use crate::events::VerifierListed;
use crate::instructions::now;
use crate::state::{Roster, Verifier};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct VerifierListArgs {
    /// A free place, or the verifier's own.
    pub place: u8,
}

#[derive(Accounts)]
pub struct VerifierList {
    #[account(mut)]
    pub verifier: Account<Verifier>,
    #[account(mut)]
    pub roster: Account<Roster>,
}

pub(crate) fn handler(ctx: &mut Context<VerifierList>, args: VerifierListArgs) -> Result<()> {
    let (verifier, roster) = (&mut ctx.accounts.verifier, &mut ctx.accounts.roster);
    let (address, weight) = (*verifier.address(), verifier.weight());
    verifier.take_place(roster, &address, args.place)?;
    roster.list(args.place, address, weight, now()?)?;
    emit!(VerifierListed { verifier: address, weight, place: args.place, _pad: [0; 7] });
    Ok(())
}
