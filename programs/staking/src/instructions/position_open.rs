use anchor_lang::prelude::*;

use crate::error::StakingError;
use crate::state::{Pool, Position};

#[derive(Accounts)]
pub struct PositionOpen {
    /// The position's owner.
    pub owner: Signer,
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(init, payer = payer, seeds = [b"position", pool.address().as_ref(), owner.address().as_ref()], bump)]
    pub position: Account<Position>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<PositionOpen>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let pool = &mut accounts.pool;
    pool.positions = pool.positions.checked_add(1).ok_or(StakingError::Overflow)?;
    let position = &mut accounts.position;
    position.pool = *pool.address();
    position.owner = *accounts.owner.address();
    position.rent_payer = *accounts.payer.address();
    position.version = Position::VERSION;
    position.bump = ctx.bumps.position;
    Ok(())
}
