use anchor_lang::prelude::*;
use furnace_common::state::CrewKind;

use crate::error::JobsError;
use crate::events::CrewSettled;
use crate::state::{ClientBalance, Job};

/// A gang's result, and the client that is to pay for it.
#[derive(Accounts)]
pub struct Delivery {
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.escrow.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
}

impl Delivery {
    /// Ends the job as delivered; its seats are paid one by one.
    pub(crate) fn settle(&mut self, now: i64) -> Result<()> {
        let (job, balance) = (&mut self.job, &mut self.balance);
        job.require_crew(CrewKind::Gang)?;
        job.settle(now)?;
        balance.count_settled()?;
        emit!(CrewSettled { job: *job.address(), result_hash: job.result_hash });
        Ok(())
    }
}
