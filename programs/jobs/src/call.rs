//! How other programs call this one.

use anchor_lang::prelude::*;
use furnace_support::call::{call, Access};
use pinocchio::account::AccountView;
use pinocchio::cpi::Seed;

use crate::instruction;
use crate::instructions::{JobDisputeArgs, JobUpholdArgs, ReclaimArgs};

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

/// Holds a job until its result is judged.
pub fn job_dispute(
    authority: &AccountView,
    job: &AccountView,
    balance: &AccountView,
    args: &JobDisputeArgs,
    signer_seeds: &[Seed],
) -> Result<()> {
    let mut data = [0; 10];
    data[..8].copy_from_slice(instruction::JobDispute::DISCRIMINATOR);
    data[8..].copy_from_slice(&[args.audit, args.by_client]);
    let accounts = [(authority, Access::Sign), (job, Access::Write), (balance, Access::Write)];
    call(&crate::ID, accounts, &data, signer_seeds)
}

/// Holds a seat's operator to answer for its result until that is judged.
pub fn seat_dispute(
    authority: &AccountView,
    job: &AccountView,
    crew: &AccountView,
    operator: &AccountView,
    seat: u8,
    signer_seeds: &[Seed],
) -> Result<()> {
    let mut data = [0; 9];
    data[..8].copy_from_slice(instruction::SeatDispute::DISCRIMINATOR);
    data[8] = seat;
    let (job, crew, operator) = ((job, Access::Write), (crew, Access::Write), (operator, Access::Write));
    call(&crate::ID, [(authority, Access::Sign), job, crew, operator], &data, signer_seeds)
}

/// Lets a seat's operator go, since there is a ruling.
pub fn seat_rule(
    authority: &AccountView,
    worker: &AccountView,
    operator: &AccountView,
    wrong: bool,
    signer_seeds: &[Seed],
) -> Result<()> {
    let mut data = [0; 9];
    data[..8].copy_from_slice(instruction::SeatRule::DISCRIMINATOR);
    data[8] = wrong.into();
    call(
        &crate::ID,
        [(authority, Access::Sign), (worker, Access::Write), (operator, Access::Write)],
        &data,
        signer_seeds,
    )
}

/// Accounts of [`job_uphold`].
pub struct Uphold<'a> {
    pub authority: &'a AccountView,
    pub job: &'a AccountView,
    pub balance: &'a AccountView,
    pub vault: &'a AccountView,
    pub fees: &'a AccountView,
    pub token_program: &'a AccountView,
}

/// Lets a job go on whose result was found right.
pub fn job_uphold(accounts: &Uphold, args: &JobUpholdArgs, signer_seeds: &[Seed]) -> Result<()> {
    let mut data = [0; 12];
    data[..8].copy_from_slice(instruction::JobUphold::DISCRIMINATOR);
    data[8..].copy_from_slice(&[args.audit, args.by_committee, args.found_right, args.by_client]);
    call(
        &crate::ID,
        [
            (accounts.authority, Access::Sign),
            (accounts.job, Access::Write),
            (accounts.balance, Access::Write),
            (accounts.vault, Access::Write),
            (accounts.fees, Access::Write),
            (accounts.token_program, Access::Read),
        ],
        &data,
        signer_seeds,
    )
}

/// Books a client's part of a penalty.
pub fn balance_credit(
    authority: &AccountView,
    balance: &AccountView,
    vault: &AccountView,
    amount: u64,
    signer_seeds: &[Seed],
) -> Result<()> {
    let mut data = [0; 16];
    data[..8].copy_from_slice(instruction::BalanceCredit::DISCRIMINATOR);
    data[8..].copy_from_slice(&amount.to_le_bytes());
    let accounts = [(authority, Access::Sign), (balance, Access::Write), (vault, Access::Read)];
    call(&crate::ID, accounts, &data, signer_seeds)
}
