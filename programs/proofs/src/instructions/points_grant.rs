use anchor_lang::prelude::*;
use furnace_common::{bps, proof, seeds};
use furnace_governance::state::Governance;
use furnace_jobs::state::{Operator, Worker};
use furnace_staking::state::Pool;
use furnace_support::ids;
use furnace_token::call::{points_record, PointsRecord};
use furnace_token::instructions::PointsRecordArgs;
use furnace_token::state::{EmissionEpoch, WorkerPoints};
use pinocchio::cpi::Seed;

use super::now;
use crate::error::ProofsError;
use crate::state::Certificate;

/// The token program checks how worker, operator, pool and points belong together, and that an epoch counts once.
#[derive(Accounts)]
pub struct PointsGrant {
    /// Signs for this program towards the token program.
    #[account(address = ids::PROOFS_AUTHORITY)]
    pub authority: UncheckedAccount,
    pub governance: Account<Governance>,
    #[account(mut)]
    pub epoch: Account<EmissionEpoch>,
    #[account(mut)]
    pub points: Account<WorkerPoints>,
    pub worker: Account<Worker>,
    pub operator: Account<Operator>,
    pub pool: Account<Pool>,
    #[account(
        constraint = certificate.worker == *worker.address() @ ProofsError::WorkerMismatch,
        constraint = certificate.convicted_at == 0 @ ProofsError::Convicted
    )]
    pub certificate: Account<Certificate>,
    #[account(address = ids::TOKEN)]
    pub token_program: UncheckedAccount,
}

impl PointsGrant {
    /// What the worker's GPUs showed in the epoch, once no proof of it can be completed any more.
    fn score(&self, now: i64) -> Result<u64> {
        let epoch = self.epoch.epoch;
        let from = proof::points_from(epoch, self.governance.epoch_seconds).ok_or(ProofsError::Overflow)?;
        require!(now >= from, ProofsError::PointsTooEarly);
        Ok(self.certificate.generation(epoch).ok_or(ProofsError::NothingProven)?.total)
    }
}

pub(crate) fn handler(ctx: &mut Context<PointsGrant>) -> Result<()> {
    let accounts = &ctx.accounts;
    // An epoch has one challenge: who met it was there.
    let args = PointsRecordArgs { score: accounts.score(now()?)?, uptime_bps: bps::ONE };
    let bump = [ids::PROOFS_AUTHORITY_BUMP];
    let record = PointsRecord {
        authority: accounts.authority.account(),
        governance: accounts.governance.account(),
        epoch: accounts.epoch.account(),
        points: accounts.points.account(),
        worker: accounts.worker.account(),
        operator: accounts.operator.account(),
        pool: accounts.pool.account(),
    };
    points_record(&record, &args, &[Seed::from(seeds::AUTHORITY), Seed::from(&bump)])
}
