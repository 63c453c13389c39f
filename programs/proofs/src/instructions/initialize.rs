use anchor_lang::prelude::*;

use crate::state::Beacon;

#[derive(Accounts)]
pub struct Initialize {
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(init, payer = payer, seeds = [b"beacon"], bump)]
    pub beacon: Account<Beacon>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<Initialize>) -> Result<()> {
    ctx.accounts.beacon.version = Beacon::VERSION;
    ctx.accounts.beacon.bump = ctx.bumps.beacon;
    Ok(())
}
