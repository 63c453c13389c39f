use anchor_lang::prelude::*;
use anchor_lang::AnchorAccount;
use furnace_governance::state::Governance;
use furnace_jobs::state::Worker;
use furnace_support::ids;

use super::{epoch_at, now};
use crate::error::TokenError;
use crate::events::PointsClosed;
use crate::state::WorkerPoints;

#[derive(Accounts)]
pub struct PointsClose {
    pub governance: Account<Governance>,
    #[account(mut, close = rent_payer)]
    pub points: Account<WorkerPoints>,
    /// Retired, or closed.
    #[account(address = points.worker @ TokenError::WrongWorker)]
    pub worker: UncheckedAccount,
    // It may pay the transaction's fee.
    #[account(mut, unsafe(dup), address = points.rent_payer @ TokenError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl PointsClose {
    pub fn validate(&self) -> Result<()> {
        // worker: its address is a derived one of the jobs program, so it is a worker or nothing
        let worker = *self.worker.account();
        if worker.owned_by(&ids::JOBS) {
            require!(Account::<Worker>::load(worker)?.retired != 0, TokenError::WorkerActive);
        }
        Ok(())
    }
}

#[access_control(ctx.accounts.validate())]
pub(crate) fn handler(ctx: &mut Context<PointsClose>) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.points.require_settled(epoch_at(now()?, &accounts.governance)?)?;
    emit!(PointsClosed { worker: accounts.points.worker });
    Ok(())
}
