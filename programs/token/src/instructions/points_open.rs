use anchor_lang::prelude::*;
use furnace_jobs::state::{Operator, Worker};

use crate::error::TokenError;
use crate::events::PointsOpened;
use crate::state::WorkerPoints;

#[derive(Accounts)]
pub struct PointsOpen {
    /// Pays the rent and gets it back.
    #[account(mut)]
    pub payer: Signer,
    pub worker: Account<Worker>,
    #[account(address = worker.operator @ TokenError::WrongOperator)]
    pub operator: Account<Operator>,
    #[account(init, payer = payer, seeds = [b"points", worker.address().as_ref()], bump)]
    pub points: Account<WorkerPoints>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<PointsOpen>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    // A worker's seeds name its operator, and the operator's wallet names its pool: the pool never changes.
    let (worker, pool) = (*accounts.worker.address(), accounts.operator.pool);
    let points = &mut accounts.points;
    points.worker = worker;
    points.pool = pool;
    points.rent_payer = *accounts.payer.address();
    points.version = WorkerPoints::VERSION;
    points.bump = ctx.bumps.points;
    emit!(PointsOpened { worker, pool });
    Ok(())
}
