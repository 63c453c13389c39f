use anchor_lang::prelude::*;

use crate::error::SlashingError;
use crate::state::Dispute;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct VoteVoidArgs {
    /// Which vote of the dispute.
    pub vote: u8,
}

#[derive(Accounts)]
pub struct VoteVoid {
    #[account(mut)]
    pub dispute: Account<Dispute>,
    /// The vote's, which is closed: it left since, and never committed to the vote.
    pub verifier: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<VoteVoid>, args: VoteVoidArgs) -> Result<()> {
    let (dispute, verifier) = (&mut ctx.accounts.dispute, &ctx.accounts.verifier);
    require!(verifier.account().owned_by(&System::id()), SlashingError::VerifierOpen);
    dispute.void_vote(args.vote, verifier.address())
}
