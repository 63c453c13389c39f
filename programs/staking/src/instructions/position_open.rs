use anchor_lang::prelude::*;

use crate::state::{Pool, Position};

#[derive(Accounts)]
pub struct PositionOpen {
    /// The position's owner.
    pub owner: Signer,
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub pool: Account<Pool>,
    #[account(init, payer = payer, seeds = [b"position", pool.address().as_ref(), owner.address().as_ref()], bump)]
    pub position: Account<Position>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<PositionOpen>) -> Result<()> {
    let (pool, owner) = (*ctx.accounts.pool.address(), *ctx.accounts.owner.address());
    ctx.accounts.position.open(pool, owner, ctx.bumps.position);
    Ok(())
}
