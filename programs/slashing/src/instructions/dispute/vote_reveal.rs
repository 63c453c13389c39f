use anchor_lang::prelude::*;

use crate::error::SlashingError;
use crate::events::VoteShown;
use crate::instructions::now;
use crate::state::{Dispute, Verifier};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct VoteRevealArgs {
    /// Which vote is the verifier's.
    pub vote: u8,
    /// The result that it came to; zeros where the work could not be done again.
    pub result_hash: [u8; 32],
    /// That of the commitment.
    pub salt: [u8; 32],
}

#[derive(Accounts)]
pub struct VoteReveal {
    /// The verifier's hot key.
    #[account(address = verifier.key @ SlashingError::NotVerifier)]
    pub key: Signer,
    pub verifier: Account<Verifier>,
    #[account(mut)]
    pub dispute: Account<Dispute>,
}

pub(crate) fn handler(ctx: &mut Context<VoteReveal>, args: VoteRevealArgs) -> Result<()> {
    let (verifier, dispute) = (&ctx.accounts.verifier, &mut ctx.accounts.dispute);
    let (address, verifier, result_hash) = (*dispute.address(), *verifier.address(), args.result_hash);
    dispute.reveal(&address, args.vote, &verifier, result_hash, &args.salt, now()?)?;
    emit!(VoteShown { dispute: address, verifier, result_hash });
    Ok(())
}
