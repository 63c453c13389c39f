use anchor_lang::prelude::*;
use furnace_common::penalties::{self, Split};
use furnace_common::state::{JobState, ReclaimReason};
use furnace_common::{bps, seeds};
use furnace_jobs::instructions::JobReclaimArgs;
use furnace_jobs::state::{Job, Operator};
use furnace_staking::instructions::SlashArgs;
use furnace_staking::state::Pool;
use furnace_support::ids;
use pinocchio::cpi::Seed;

use crate::error::SlashingError;
use crate::events::Penalised;
use crate::state::PenaltyLedger;

/// The job, the parties, and the two programs that a penalty changes.
///
/// The jobs program checks that balance, vault, worker and operator are the job's, and staking that the
/// vault is the pool's; both do so in the same transaction. Here stands what ties the two together: the
/// job's operator, and that operator's pool.
#[derive(Accounts)]
pub struct Offence {
    /// Signs for this program towards staking and jobs.
    #[account(address = ids::SLASHING_AUTHORITY)]
    pub authority: UncheckedAccount,
    #[account(mut)]
    pub ledger: Account<PenaltyLedger>,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut)]
    pub balance: UncheckedAccount,
    /// Takes the client's part.
    #[account(mut)]
    pub balance_vault: UncheckedAccount,
    #[account(mut)]
    pub worker: UncheckedAccount,
    #[account(mut, address = job.operator @ SlashingError::JobMismatch)]
    pub operator: Account<Operator>,
    #[account(mut, address = operator.pool @ SlashingError::WrongPool)]
    pub pool: Account<Pool>,
    #[account(mut)]
    pub pool_vault: UncheckedAccount,
    /// The HEAT mint, to burn from; staking checks it.
    #[account(mut)]
    pub mint: UncheckedAccount,
    pub token_program: Program<Token>,
    #[account(address = ids::STAKING)]
    pub staking_program: UncheckedAccount,
    #[account(address = ids::JOBS)]
    pub jobs_program: UncheckedAccount,
}

impl Offence {
    /// The job is held by a worker.
    pub(crate) fn require_held(&self) -> Result<()> {
        let held = JobState::from_byte(self.job.state).is_some_and(JobState::is_held);
        require!(held, SlashingError::JobNotHeld);
        Ok(())
    }

    /// Takes `rate` of the job's collateral, rounded up, or what is left of the pool; divides it; and
    /// takes the job from its worker.
    pub(crate) fn punish(
        &mut self,
        rate: u16,
        reason: ReclaimReason,
        reporter: Option<&UncheckedAccount>,
    ) -> Result<Penalised> {
        let due = bps::of_ceil(self.job.collateral, rate).ok_or(SlashingError::Overflow)?;
        let penalty = due.min(self.pool.slashable());
        let parts = penalties::split(penalty, reporter.is_some()).ok_or(SlashingError::Overflow)?;
        self.ledger.record(penalty, &parts)?;
        self.slash_pool(penalty, &parts, reporter)?;
        self.reclaim_job(reason, parts.client)?;
        Ok(Penalised {
            job: *self.job.address(),
            worker: *self.worker.address(),
            pool: *self.pool.address(),
            reason: reason.byte(),
            state: self.job.state,
            attempts: self.job.attempts,
            _pad: [0; 5],
            penalty,
            to_client: parts.client,
            to_reporter: parts.reporter,
            burned: parts.burn,
        })
    }

    fn slash_pool(&self, penalty: u64, parts: &Split, reporter: Option<&UncheckedAccount>) -> Result<()> {
        let accounts = furnace_staking::call::Slash {
            program: self.staking_program.account(),
            authority: self.authority.account(),
            pool: self.pool.account(),
            vault: self.pool_vault.account(),
            client: self.balance_vault.account(),
            reporter: reporter.map(AnchorAccount::account),
            mint: self.mint.account(),
            token_program: self.token_program.account(),
        };
        let args = SlashArgs { amount: penalty, to_client: parts.client, to_reporter: parts.reporter };
        furnace_staking::call::slash(&accounts, &args, &signer_seeds())
    }

    fn reclaim_job(&self, reason: ReclaimReason, credited: u64) -> Result<()> {
        let accounts = furnace_jobs::call::JobReclaim {
            authority: self.authority.account(),
            job: self.job.account(),
            balance: self.balance.account(),
            vault: self.balance_vault.account(),
            worker: self.worker.account(),
            operator: self.operator.account(),
        };
        furnace_jobs::call::job_reclaim(&accounts, &JobReclaimArgs { reason: reason.byte(), credited }, &signer_seeds())
    }
}

fn signer_seeds() -> [Seed<'static>; 2] {
    [Seed::from(seeds::AUTHORITY), Seed::from(&[ids::SLASHING_AUTHORITY_BUMP])]
}
