//! How other programs call this one.

use anchor_lang::prelude::*;
use furnace_support::call::{call, Access};
use pinocchio::account::AccountView;
use pinocchio::cpi::Seed;

use crate::instruction;
use crate::instructions::ReclaimArgs;

/// Accounts that several calls share; `cpi::accounts` has those of each call around them.
pub mod groups {
    pub use crate::instructions::__cpi_accounts_order::Order;
    pub use crate::instructions::__cpi_accounts_payout::Payout;
    pub use crate::instructions::__cpi_accounts_pricing::Pricing;
    pub use crate::instructions::__cpi_accounts_settlement::Settlement;
}

/// Accounts of every call that takes an order from its worker; the order's own come behind them.
pub struct Reclaim<'a> {
    pub authority: &'a AccountView,
    pub balance: &'a AccountView,
    pub compensation: &'a AccountView,
    pub vault: &'a AccountView,
    pub worker: &'a AccountView,
    pub operator: &'a AccountView,
}

impl<'a> Reclaim<'a> {
    fn accounts(&self) -> [(&'a AccountView, Access); 6] {
        [
            (self.authority, Access::Sign),
            (self.balance, Access::Write),
            (self.compensation, Access::Write),
            (self.vault, Access::Read),
            (self.worker, Access::Write),
            (self.operator, Access::Write),
        ]
    }
}

/// Takes a job from the worker that lost it, signed by the slashing program's authority.
pub fn job_reclaim(accounts: &Reclaim, job: &AccountView, args: &ReclaimArgs, signer_seeds: &[Seed]) -> Result<()> {
    reclaim(instruction::JobReclaim::DISCRIMINATOR, accounts, job, args, signer_seeds)
}

/// Records a lease's penalty, and takes the lease from the worker that lost it.
pub fn lease_reclaim(accounts: &Reclaim, lease: &AccountView, args: &ReclaimArgs, signer_seeds: &[Seed]) -> Result<()> {
    reclaim(instruction::LeaseReclaim::DISCRIMINATOR, accounts, lease, args, signer_seeds)
}

/// Takes a seat of a job's crew from the worker that lost it.
pub fn seat_reclaim(
    accounts: &Reclaim,
    job: &AccountView,
    crew: &AccountView,
    seat: u8,
    args: &ReclaimArgs,
    signer_seeds: &[Seed],
) -> Result<()> {
    let mut data = [0; 18];
    data[..8].copy_from_slice(instruction::SeatReclaim::DISCRIMINATOR);
    data[8] = seat;
    data[9..].copy_from_slice(&encode(args));
    let [a, b, c, d, e, f] = accounts.accounts();
    call(&crate::ID, [a, b, c, d, e, f, (job, Access::Write), (crew, Access::Write)], &data, signer_seeds)
}

fn reclaim(
    discriminator: &[u8],
    accounts: &Reclaim,
    order: &AccountView,
    args: &ReclaimArgs,
    signer_seeds: &[Seed],
) -> Result<()> {
    let mut data = [0; 17];
    data[..8].copy_from_slice(discriminator);
    data[8..].copy_from_slice(&encode(args));
    let [a, b, c, d, e, f] = accounts.accounts();
    call(&crate::ID, [a, b, c, d, e, f, (order, Access::Write)], &data, signer_seeds)
}

fn encode(args: &ReclaimArgs) -> [u8; 9] {
    let mut data = [0; 9];
    data[0] = args.reason;
    data[1..].copy_from_slice(&args.credited.to_le_bytes());
    data
}
