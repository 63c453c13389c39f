use anchor_lang::prelude::*;

use crate::state::PenaltyLedger;

#[derive(Accounts)]
pub struct Initialize {
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(init, payer = payer, seeds = [b"ledger"], bump)]
    pub ledger: Account<PenaltyLedger>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<Initialize>) -> Result<()> {
    ctx.accounts.ledger.version = PenaltyLedger::VERSION;
    ctx.accounts.ledger.bump = ctx.bumps.ledger;
    Ok(())
}
