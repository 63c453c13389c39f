use anchor_lang::prelude::*;
use furnace_common::{bps, points, stake};
use furnace_governance::state::Governance;
use furnace_jobs::state::{Operator, Worker};
use furnace_staking::state::Pool;
use furnace_support::ids;

use super::{begin_of, epoch_at, now};
use crate::error::TokenError;
use crate::events::PointsRecorded;
use crate::state::{EmissionEpoch, WorkerPoints};

/// Class multiplier of the minimum stake: emission knows no classes.
const MULTIPLIER: u16 = stake::MULTIPLIER_ONE as u16;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct PointsRecordArgs {
    /// Of the worker's certificate.
    pub score: u64,
    /// Proven part of the epoch, in basis points.
    pub uptime_bps: u16,
}

#[derive(Accounts)]
pub struct PointsRecord {
    /// The proofs program's signing authority.
    #[account(address = ids::PROOFS_AUTHORITY @ TokenError::NotProofsProgram)]
    pub authority: Signer,
    pub governance: Account<Governance>,
    #[account(mut)]
    pub epoch: Account<EmissionEpoch>,
    #[account(mut)]
    pub points: Account<WorkerPoints>,
    #[account(address = points.worker @ TokenError::WrongWorker)]
    pub worker: Account<Worker>,
    #[account(address = worker.operator @ TokenError::WrongOperator)]
    pub operator: Account<Operator>,
    #[account(address = operator.pool @ TokenError::WrongPool)]
    pub pool: Account<Pool>,
}

impl PointsRecord {
    /// `score x stake factor x uptime` of a worker that counts. It has been there since before the epoch, and
    /// all GPUs count that could have points of it: one stake does not answer for several crews.
    fn count(&self, args: &PointsRecordArgs, now: i64) -> Result<u64> {
        require!(self.worker.retired == 0, TokenError::WorkerRetired);
        let begin = begin_of(self.epoch.epoch, &self.governance)?;
        require!(self.worker.registered_at <= begin, TokenError::WorkerTooNew);
        require!(args.uptime_bps <= bps::ONE, TokenError::UptimeTooHigh);
        let minimum = stake::minimum(self.operator.gpus_for_points(now)?, MULTIPLIER).ok_or(TokenError::Overflow)?;
        require!(self.pool.active >= minimum, TokenError::StakeTooLow);
        let factor = points::stake_factor_bps_floor(self.pool.active, minimum).ok_or(TokenError::StakeTooLow)?;
        let count = points::points_floor(args.score, factor, args.uptime_bps).ok_or(TokenError::Overflow)?;
        require!(count > 0, TokenError::NoPoints);
        Ok(count)
    }
}

pub(crate) fn handler(ctx: &mut Context<PointsRecord>, args: PointsRecordArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let now = now()?;
    let current = epoch_at(now, &accounts.governance)?;
    let count = accounts.count(&args, now)?;
    let epoch = &mut accounts.epoch;
    let start = epoch.record(count, current)?;
    accounts.points.record(epoch.epoch, start, count)?;
    emit!(PointsRecorded {
        worker: *accounts.worker.address(),
        epoch: epoch.epoch,
        points: count,
        total: epoch.total_points
    });
    Ok(())
}
