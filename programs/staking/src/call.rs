//! How other programs call this one.

use anchor_lang::prelude::*;
use furnace_support::call::{call, Access};
use pinocchio::account::AccountView;
use pinocchio::cpi::Seed;

use crate::instruction;
use crate::instructions::{PenaltyEndArgs, SlashArgs};

/// Accounts of [`slash`].
pub struct Slash<'a> {
    pub program: &'a AccountView,
    pub authority: &'a AccountView,
    pub pool: &'a AccountView,
    pub vault: &'a AccountView,
    pub client: &'a AccountView,
    pub reporter: Option<&'a AccountView>,
    pub mint: &'a AccountView,
    pub token_program: &'a AccountView,
}

/// Takes a penalty from a pool, signed by the slashing program's authority.
pub fn slash(accounts: &Slash, args: &SlashArgs, signer_seeds: &[Seed]) -> Result<()> {
    let mut data = [0; 33];
    data[..8].copy_from_slice(instruction::Slash::DISCRIMINATOR);
    data[8..16].copy_from_slice(&args.amount.to_le_bytes());
    data[16..24].copy_from_slice(&args.to_client.to_le_bytes());
    data[24..32].copy_from_slice(&args.to_reporter.to_le_bytes());
    data[32] = args.appealable;
    let reporter = match accounts.reporter {
        Some(reporter) => (reporter, Access::Write),
        // The framework's sign for an account that is not there.
        None => (accounts.program, Access::Read),
    };
    call(
        &crate::ID,
        [
            (accounts.authority, Access::Sign),
            (accounts.pool, Access::Write),
            (accounts.vault, Access::Write),
            (accounts.client, Access::Write),
            reporter,
            (accounts.mint, Access::Write),
            (accounts.token_program, Access::Read),
        ],
        &data,
        signer_seeds,
    )
}

/// Ends a penalty that an appeal could overturn, signed by the slashing program's authority.
pub fn penalty_end(
    authority: &AccountView,
    pool: &AccountView,
    vault: &AccountView,
    args: &PenaltyEndArgs,
    signer_seeds: &[Seed],
) -> Result<()> {
    let mut data = [0; 24];
    data[..8].copy_from_slice(instruction::PenaltyEnd::DISCRIMINATOR);
    data[8..16].copy_from_slice(&args.returned.to_le_bytes());
    data[16..].copy_from_slice(&args.of_unbonding.to_le_bytes());
    let accounts = [(authority, Access::Sign), (pool, Access::Write), (vault, Access::Read)];
    call(&crate::ID, accounts, &data, signer_seeds)
}
