use anchor_lang::prelude::*;
use furnace_governance::state::Governance;

use super::{moment, now};
use crate::error::StakingError;
use crate::state::{Pool, Position, StakerFees};

/// What changes when a position's shares or locks do.
#[derive(Accounts)]
pub struct Books {
    pub governance: Account<Governance>,
    #[account(mut)]
    pub staker_fees: Account<StakerFees>,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, constraint = position.pool == *pool.address() @ StakingError::WrongPool)]
    pub position: Account<Position>,
}

impl Books {
    /// Counts everything that was earned with the old shares; returns the time.
    pub(crate) fn settle(&mut self) -> Result<i64> {
        let now = now()?;
        self.pool.advance(&mut self.staker_fees, moment(now, &self.governance)?)?;
        self.position.settle(&self.pool)?;
        Ok(now)
    }

    /// Counts what was earned in one mint, where no shares change.
    pub(crate) fn settle_mint(&mut self, mint: usize) -> Result<()> {
        self.pool.advance_mint(mint, &mut self.staker_fees, moment(now()?, &self.governance)?)?;
        self.position.settle_mint(mint, &self.pool)
    }

    /// Counts the new shares from now on, without a lock that is over.
    pub(crate) fn reweigh(&mut self, now: i64) -> Result<()> {
        let before = self.position.weighted_shares;
        self.position.expire_lock(now);
        self.reweigh_lock(before)
    }

    /// Counts a lock that changed, from now on; `before` are the position's weighted shares before it did.
    pub(crate) fn reweigh_lock(&mut self, before: u64) -> Result<()> {
        self.pool.reweigh_position(before, self.position.weighted_shares)?;
        self.pool.reweigh(&mut self.staker_fees)
    }

    /// Whether the position is that of the pool's operator.
    pub(crate) fn by_operator(&self) -> bool {
        self.position.owner == self.pool.operator
    }
}
