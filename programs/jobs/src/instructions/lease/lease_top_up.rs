use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::LeaseToppedUp;
use crate::instructions::now;
use crate::state::{ClientBalance, Lease};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct LeaseTopUpArgs {
    /// Base units of the payment mint.
    pub amount: u64,
}

#[derive(Accounts)]
pub struct LeaseTopUp {
    #[account(address = lease.client @ JobsError::NotClient)]
    pub client: Signer,
    #[account(mut)]
    pub lease: Account<Lease>,
    #[account(mut, address = lease.escrow.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseTopUp>, args: LeaseTopUpArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.lease.fund(args.amount, now()?)?;
    accounts.balance.reserve(args.amount)?;
    emit!(LeaseToppedUp {
        lease: *accounts.lease.address(),
        amount: args.amount,
        reserved: accounts.lease.escrow.reserved
    });
    Ok(())
}
