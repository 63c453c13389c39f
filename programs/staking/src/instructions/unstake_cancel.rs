use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::books::*;
use crate::error::StakingError;
use crate::events::UnstakeCancelled;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct UnstakeCancelArgs {
    /// Which unbonding of the position, from zero.
    pub index: u8,
}

#[derive(Accounts)]
pub struct UnstakeCancel {
    /// The position's owner.
    #[account(constraint = *owner.address() == books.position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    pub books: Nested<Books>,
}

pub(crate) fn handler(ctx: &mut Context<UnstakeCancel>, args: UnstakeCancelArgs) -> Result<()> {
    let books = &mut ctx.accounts.books;
    let now = books.settle()?;
    let by_operator = books.by_operator();
    let unbonding_shares = books.position.cancel_unbonding(args.index)?;
    let (amount, shares) = books.pool.rebond(unbonding_shares, by_operator)?;
    books.position.credit(shares)?;
    books.reweigh(now)?;
    emit!(UnstakeCancelled { pool: *books.pool.address(), owner: books.position.owner, amount, shares });
    Ok(())
}
