use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::books::*;
use crate::error::StakingError;
use crate::events::Locked;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct LockArgs {
    /// Shares to lock besides those that are; zero extends a lock.
    pub shares: u64,
    /// From now on; all locked shares then weigh by it. At most a year.
    pub seconds: i64,
}

#[derive(Accounts)]
pub struct Lock {
    /// The position's owner.
    #[account(constraint = *owner.address() == books.position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    pub books: Nested<Books>,
}

pub(crate) fn handler(ctx: &mut Context<Lock>, args: LockArgs) -> Result<()> {
    let books = &mut ctx.accounts.books;
    let now = books.settle()?;
    let before = books.position.weighted_shares;
    books.position.lock(args.shares, args.seconds, now)?;
    books.reweigh_lock(before)?;
    emit!(Locked {
        pool: *books.pool.address(),
        owner: books.position.owner,
        shares: books.position.locked_shares,
        until: books.position.lock_until,
        weighted_shares: books.position.weighted_shares,
    });
    Ok(())
}
