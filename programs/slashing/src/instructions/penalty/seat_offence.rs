use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::ReclaimReason;
use furnace_jobs::call::seat_reclaim;
use furnace_jobs::state::{Crew, Job};

use super::offence::*;
use crate::error::SlashingError;
use crate::events::Penalised;
use crate::instructions::signer_seeds;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct SeatOffenceArgs {
    /// Whose offence it is.
    pub seat: u8,
}

/// An offence of one worker of a crew. The jobs program checks that it is one, by the same clock.
#[derive(Accounts)]
pub struct SeatOffence {
    pub offence: Nested<Offence>,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, constraint = crew.job == *job.address() @ SlashingError::JobMismatch)]
    pub crew: Account<Crew>,
}

impl SeatOffence {
    /// Takes `rate` of the job's collateral, which each worker put down, for so many seats of the operator's, and
    /// the seat from its worker.
    pub(crate) fn punish(
        &mut self,
        seat: u8,
        seats: u64,
        rate: u16,
        reason: ReclaimReason,
        reporter: Option<&UncheckedAccount>,
    ) -> Result<Penalised> {
        let (job, crew, offence) = (&self.job, &self.crew, &mut self.offence);
        let operator = crew.seat(seat)?.operator;
        let collateral = job.escrow.collateral.checked_mul(seats).ok_or(SlashingError::Overflow)?;
        let promise = Promise { order: *job.address(), operator, collateral };
        let penalty = offence.punish(&promise, rate, reason, reporter)?;
        seat_reclaim(&offence.reclaim(), job.account(), crew.account(), seat, &penalty.args(), &signer_seeds())?;
        Ok(offence.penalised(&promise, &penalty, job.state, job.attempts))
    }
}
