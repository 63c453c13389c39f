use anchor_lang::prelude::*;
use furnace_common::penalties::{self, Split};
use furnace_common::state::{JobState, ReclaimReason};
use furnace_common::{bps, seeds};
use furnace_jobs::state::{ClientBalance, Job, Operator, Worker};
use furnace_jobs::instructions::JobReclaimArgs;
use furnace_staking::state::Pool;
use furnace_staking::instructions::SlashArgs;
use furnace_support::ids;

use crate::error::SlashingError;
use crate::events::Penalised;
use crate::state::PenaltyLedger;

/// The job, the parties, and the two programs that a penalty changes.
///
/// The jobs program checks again that balance, vault, worker and operator are the job's; here stand the
/// checks that decide whose stake is taken and who receives it.
#[derive(Accounts)]
pub struct Offence {
    /// Signs for this program towards staking and jobs.
    #[account(address = ids::SLASHING_AUTHORITY)]
    pub authority: UncheckedAccount,
    #[account(mut)]
    pub ledger: Account<PenaltyLedger>,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.balance @ SlashingError::JobMismatch)]
    pub balance: Account<ClientBalance>,
    /// Takes the client's part.
    #[account(mut, address = balance.vault @ SlashingError::JobMismatch)]
    pub balance_vault: UncheckedAccount,
    #[account(mut, address = job.worker @ SlashingError::JobMismatch)]
    pub worker: Account<Worker>,
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
        reporter: Option<&mut UncheckedAccount>,
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
            penalty,
            to_client: parts.client,
            to_reporter: parts.reporter,
            burned: parts.burn,
        })
    }

    fn slash_pool(&mut self, penalty: u64, parts: &Split, reporter: Option<&mut UncheckedAccount>) -> Result<()> {
        let signer_seeds: &[&[u8]] = &[seeds::AUTHORITY, &[ids::SLASHING_AUTHORITY_BUMP]];
        let accounts = furnace_staking::cpi::accounts::Slash {
            authority: self.authority.cpi_handle(),
            pool: self.pool.cpi_handle_mut(),
            vault: self.pool_vault.cpi_handle_mut(),
            client: self.balance_vault.cpi_handle_mut(),
            reporter: reporter.map(|account| account.cpi_handle_mut()),
            mint: self.mint.cpi_handle_mut(),
            token_program: self.token_program.cpi_handle(),
        };
        let args = SlashArgs { amount: penalty, to_client: parts.client, to_reporter: parts.reporter };
        furnace_staking::cpi::slash(
            CpiContext::new_with_signer(self.staking_program.address(), accounts, &[signer_seeds]),
            args,
        )
    }

    fn reclaim_job(&mut self, reason: ReclaimReason, credited: u64) -> Result<()> {
        let signer_seeds: &[&[u8]] = &[seeds::AUTHORITY, &[ids::SLASHING_AUTHORITY_BUMP]];
        let accounts = furnace_jobs::cpi::accounts::JobReclaim {
            authority: self.authority.cpi_handle(),
            job: self.job.cpi_handle_mut(),
            balance: self.balance.cpi_handle_mut(),
            vault: self.balance_vault.cpi_handle(),
            worker: self.worker.cpi_handle_mut(),
            operator: self.operator.cpi_handle_mut(),
        };
        let args = JobReclaimArgs { reason: reason.byte(), credited };
        furnace_jobs::cpi::job_reclaim(
            CpiContext::new_with_signer(self.jobs_program.address(), accounts, &[signer_seeds]),
            args,
        )
    }
}
