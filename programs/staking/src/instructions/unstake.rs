use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::books::*;
use crate::error::StakingError;
use crate::events::Unstaked;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct UnstakeArgs {
    /// Shares of the active stake to unbond.
    pub shares: u64,
}

#[derive(Accounts)]
pub struct Unstake {
    /// The position's owner.
    #[account(constraint = *owner.address() == books.position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    pub books: Nested<Books>,
}

pub(crate) fn handler(ctx: &mut Context<Unstake>, args: UnstakeArgs) -> Result<()> {
    require!(args.shares > 0, StakingError::AmountTooSmall);
    let books = &mut ctx.accounts.books;
    let now = books.settle()?;
    let by_operator = books.by_operator();
    books.position.debit(args.shares, now)?;
    let (amount, unbonding_shares) = books.pool.unbond(args.shares, by_operator)?;
    let cooldown = books.governance.parameters.cooldown_seconds;
    let unlock_at = now.checked_add(cooldown).ok_or(StakingError::Overflow)?;
    // Shares of a pool that was slashed to nothing are worth nothing: they end here.
    if unbonding_shares > 0 {
        books.position.add_unbonding(unbonding_shares, unlock_at)?;
    }
    books.reweigh(now)?;
    emit!(Unstaked {
        pool: *books.pool.address(),
        owner: books.position.owner,
        amount,
        shares: args.shares,
        unlock_at
    });
    Ok(())
}
