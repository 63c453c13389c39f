use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_support::account;

use crate::events::BidsOpened;
use crate::instructions::now;
use crate::state::{Auction, Bids};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct BidsOpenArgs {
    /// Bump of the address of the bids, found by the client.
    pub bump: u8,
}

/// A client that asks for bids, and the account that takes them.
#[derive(Accounts)]
pub struct Opening {
    pub client: Signer,
    /// Pays the rent and gets it back.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Made here; an order has one such account at a time, so a second bump gives no second auction.
    #[account(mut)]
    pub bids: UncheckedAccount,
    pub system_program: Program<System>,
}

impl Opening {
    /// Makes the account of the bids for the order.
    pub(crate) fn open(&self, order: Address, auction: &Auction, bump: u8) -> Result<()> {
        let bids_seeds: &[&[u8]] = &[seeds::BIDS, order.as_ref(), &[bump]];
        let mut bids = account::create::<Bids>(self.payer.account(), self.bids.account(), bids_seeds)?;
        bids.open(order, auction, now()?)?;
        bids.rent_payer = *self.payer.address();
        bids.bump = bump;
        emit!(BidsOpened { order, bids: *bids.address(), ceiling: auction.ceiling, closes_at: auction.closes_at });
        Ok(())
    }
}
