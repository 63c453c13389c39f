use anchor_lang::prelude::*;
use furnace_staking::state::Pool;

use crate::error::JobsError;
use crate::state::{Needs, Operator, Worker};

/// A worker that takes an order, and what answers for it.
#[derive(Accounts)]
pub struct Engagement {
    /// The worker's hot key.
    #[account(address = worker.key @ JobsError::NotWorker)]
    pub key: Signer,
    #[account(mut)]
    pub worker: Account<Worker>,
    #[account(mut, address = worker.operator @ JobsError::WorkerMismatch)]
    pub operator: Account<Operator>,
    /// Only read: its stake is what the collateral counts against.
    #[account(address = operator.pool @ JobsError::WrongPool)]
    pub pool: Account<Pool>,
    /// The worker's, where the order asks for a score.
    pub certificate: Option<UncheckedAccount>,
}

impl Engagement {
    /// Engages the worker for what an order needs, and locks its collateral.
    pub(crate) fn engage(&mut self, needs: &Needs, collateral: u64, now: i64) -> Result<()> {
        let certificate = self.certificate.as_ref().map(UncheckedAccount::account);
        needs.require_certified(self.worker.address(), certificate, now)?;
        needs.engage(&mut self.worker, &mut self.operator, &self.pool, collateral)
    }
}
