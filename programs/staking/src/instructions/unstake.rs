use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;

use crate::error::StakingError;
use crate::events::Unstaked;
use crate::state::{Pool, Position, StakingConfig};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct UnstakeArgs {
    /// Shares of the active stake to unbond.
    pub shares: u64,
}

#[derive(Accounts)]
pub struct Unstake {
    /// The position's owner.
    #[account(address = position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    pub config: Account<StakingConfig>,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, constraint = position.pool == *pool.address() @ StakingError::WrongPool)]
    pub position: Account<Position>,
}

pub(crate) fn handler(ctx: &mut Context<Unstake>, args: UnstakeArgs) -> Result<()> {
    require!(args.shares > 0, StakingError::AmountTooSmall);
    let accounts = &mut ctx.accounts;
    let by_operator = accounts.position.owner == accounts.pool.operator;
    accounts.position.debit(args.shares)?;
    let (amount, unbonding_shares) = accounts.pool.unbond(args.shares, by_operator)?;
    let cooldown = accounts.config.cooldown_seconds;
    let unlock_at = Clock::get()?.unix_timestamp.checked_add(cooldown).ok_or(StakingError::Overflow)?;
    // Shares of a pool that was slashed to nothing are worth nothing: they end here.
    if unbonding_shares > 0 {
        accounts.position.add_unbonding(unbonding_shares, unlock_at)?;
    }
    emit!(Unstaked {
        pool: *accounts.pool.address(),
        owner: accounts.position.owner,
        amount,
        shares: args.shares,
        unlock_at
    });
    Ok(())
}
