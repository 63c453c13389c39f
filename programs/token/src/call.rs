//! How other programs call this one.

use anchor_lang::prelude::*;
use furnace_support::call::{call, Access};
use pinocchio::account::AccountView;
use pinocchio::cpi::Seed;

use crate::instruction;
use crate::instructions::PointsRecordArgs;

/// Accounts of [`points_record`].
pub struct PointsRecord<'a> {
    pub authority: &'a AccountView,
    pub governance: &'a AccountView,
    pub epoch: &'a AccountView,
    pub points: &'a AccountView,
    pub worker: &'a AccountView,
    pub operator: &'a AccountView,
    pub pool: &'a AccountView,
}

/// Gives a worker its points of an epoch, signed by the proofs program's authority.
pub fn points_record(accounts: &PointsRecord, args: &PointsRecordArgs, signer_seeds: &[Seed]) -> Result<()> {
    let mut data = [0; 18];
    data[..8].copy_from_slice(instruction::PointsRecord::DISCRIMINATOR);
    data[8..16].copy_from_slice(&args.score.to_le_bytes());
    data[16..].copy_from_slice(&args.uptime_bps.to_le_bytes());
    call(
        &crate::ID,
        [
            (accounts.authority, Access::Sign),
            (accounts.governance, Access::Read),
            (accounts.epoch, Access::Write),
            (accounts.points, Access::Write),
            (accounts.worker, Access::Read),
            (accounts.operator, Access::Read),
            (accounts.pool, Access::Read),
        ],
        &data,
        signer_seeds,
    )
}
