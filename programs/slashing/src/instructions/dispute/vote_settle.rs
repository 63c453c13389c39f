use anchor_lang::prelude::*;
use furnace_support::event;

use crate::events::VoteSettled;
use crate::state::{Dispute, Verifier};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct VoteSettleArgs {
    /// Which vote of the dispute.
    pub vote: u8,
}

#[event_cpi]
#[derive(Accounts)]
pub struct VoteSettle {
    #[account(mut)]
    pub dispute: Account<Dispute>,
    /// The vote's.
    #[account(mut)]
    pub verifier: Account<Verifier>,
}

pub(crate) fn handler(ctx: &mut Context<VoteSettle>, args: VoteSettleArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (dispute, verifier) = (&mut accounts.dispute, &mut accounts.verifier);
    let address = *verifier.address();
    let (merit, amount) = dispute.settle_vote(args.vote, &address, verifier)?;
    let settled = VoteSettled {
        dispute: *dispute.address(),
        verifier: address,
        amount,
        punished_bps: merit.penalty_bps(),
        _pad: [0; 6],
    };
    event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &settled)
}
