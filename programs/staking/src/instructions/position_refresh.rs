use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::books::*;

#[derive(Accounts)]
pub struct PositionRefresh {
    pub books: Nested<Books>,
}

pub(crate) fn handler(ctx: &mut Context<PositionRefresh>) -> Result<()> {
    let books = &mut ctx.accounts.books;
    let now = books.settle()?;
    books.reweigh(now)
}
