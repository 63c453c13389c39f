//! How other programs call this one.

use anchor_lang::prelude::*;
use furnace_support::call::{call, Access};
use pinocchio::account::AccountView;
use pinocchio::cpi::Seed;

use crate::instruction;
use crate::instructions::JobReclaimArgs;

/// Accounts of [`job_reclaim`].
pub struct JobReclaim<'a> {
    pub authority: &'a AccountView,
    pub job: &'a AccountView,
    pub balance: &'a AccountView,
    pub vault: &'a AccountView,
    pub worker: &'a AccountView,
    pub operator: &'a AccountView,
}

/// Takes a job from the worker that lost it, signed by the slashing program's authority.
pub fn job_reclaim(accounts: &JobReclaim, args: &JobReclaimArgs, signer_seeds: &[Seed]) -> Result<()> {
    let mut data = [0; 17];
    data[..8].copy_from_slice(instruction::JobReclaim::DISCRIMINATOR);
    data[8] = args.reason;
    data[9..].copy_from_slice(&args.credited.to_le_bytes());
    call(
        &crate::ID,
        [
            (accounts.authority, Access::Sign),
            (accounts.job, Access::Write),
            (accounts.balance, Access::Write),
            (accounts.vault, Access::Read),
            (accounts.worker, Access::Write),
            (accounts.operator, Access::Write),
        ],
        &data,
        signer_seeds,
    )
}
