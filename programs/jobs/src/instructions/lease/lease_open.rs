use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::seeds;
use furnace_support::account;

use crate::events::LeaseOpened;
use crate::instructions::now;
use crate::instructions::order::*;
use crate::state::{Lease, LeaseTerms};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct LeaseOpenArgs {
    pub terms: LeaseTerms,
    /// Bump of the lease's address, found by the client.
    pub bump: u8,
}

#[derive(Accounts)]
pub struct LeaseOpen {
    pub order: Nested<Order>,
    /// Made here; the balance's counter is in its seeds, so a second bump gives no second lease.
    #[account(mut)]
    pub lease: UncheckedAccount,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseOpen>, args: LeaseOpenArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let order = &mut accounts.order;
    let now = now()?;
    args.terms.validate(&order.market)?;
    let number = order.balance.number()?;
    let balance = *order.balance.address();
    let lease_seeds: &[&[u8]] = &[seeds::LEASE, balance.as_ref(), &number.to_le_bytes(), &[args.bump]];
    let mut lease = account::create::<Lease>(order.payer.account(), accounts.lease.account(), lease_seeds)?;
    order.open(&mut lease.escrow, now)?;
    lease.client = *order.client.address();
    lease.market = *order.market.address();
    lease.rent_payer = *order.payer.address();
    lease.number = number;
    lease.bump = args.bump;
    let held = lease.open(&args.terms, &order.market, now)?;
    order.balance.reserve(held)?;
    emit!(LeaseOpened { lease: *lease.address(), market: *order.market.address(), rate: args.terms.rate });
    Ok(())
}
