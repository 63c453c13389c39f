use anchor_lang::prelude::*;
use furnace_governance::state::Governance;
use furnace_support::token;

use super::now;
use crate::error::TokenError;
use crate::events::LotStarted;
use crate::state::Auction;

#[derive(Accounts)]
pub struct AuctionStart {
    pub governance: Account<Governance>,
    #[account(mut)]
    pub auction: Account<Auction>,
    /// What there is to sell.
    #[account(address = auction.vault @ TokenError::WrongVault)]
    pub vault: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<AuctionStart>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let available = token::amount(accounts.vault.account())?;
    let auction = &mut accounts.auction;
    auction.start_lot(available, &accounts.governance.parameters, now()?)?;
    auction.invariant(available)?;
    emit!(LotStarted { auction: *auction.address(), size: auction.lot_size, start_price: auction.start_price });
    Ok(())
}
