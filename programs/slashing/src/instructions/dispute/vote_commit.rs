use anchor_lang::prelude::*;

use crate::error::SlashingError;
use crate::events::VoteCommitted;
use crate::instructions::now;
use crate::state::{Dispute, Verifier};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct VoteCommitArgs {
    /// Which vote is the verifier's.
    pub vote: u8,
    /// sha256 of the dispute, the round, the verifier, its result and a secret salt, under a tag.
    pub commitment: [u8; 32],
}

#[derive(Accounts)]
pub struct VoteCommit {
    /// The verifier's hot key.
    #[account(address = verifier.key @ SlashingError::NotVerifier)]
    pub key: Signer,
    #[account(mut)]
    pub verifier: Account<Verifier>,
    #[account(mut)]
    pub dispute: Account<Dispute>,
}

pub(crate) fn handler(ctx: &mut Context<VoteCommit>, args: VoteCommitArgs) -> Result<()> {
    let (verifier, dispute) = (&mut ctx.accounts.verifier, &mut ctx.accounts.dispute);
    dispute.commit(args.vote, verifier.address(), args.commitment, now()?)?;
    verifier.commit()?;
    emit!(VoteCommitted { dispute: *dispute.address(), verifier: *verifier.address() });
    Ok(())
}
