use anchor_lang::prelude::*;

use crate::error::StakingError;
use crate::events::PositionClosed;
use crate::state::{Pool, Position};

#[derive(Accounts)]
pub struct PositionClose {
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, close = rent_payer, constraint = position.pool == *pool.address() @ StakingError::WrongPool)]
    pub position: Account<Position>,
    /// Paid the position's rent and gets it back.
    #[account(mut, address = position.rent_payer @ StakingError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<PositionClose>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.position.require_empty()?;
    let pool = &mut accounts.pool;
    pool.positions = pool.positions.checked_sub(1).ok_or(StakingError::Overflow)?;
    emit!(PositionClosed { pool: *pool.address(), owner: accounts.position.owner });
    Ok(())
}
