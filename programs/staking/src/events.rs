//! Facts that indexers follow.

use anchor_lang::prelude::*;

/// An operator opened a pool.
#[event]
pub struct PoolCreated {
    pub pool: Address,
    pub operator: Address,
    pub commission_bps: u16,
}

/// Stake was added to a pool.
#[event(bytemuck)]
pub struct Staked {
    pub pool: Address,
    pub owner: Address,
    /// HEAT base units.
    pub amount: u64,
    pub shares: u64,
}

/// Shares went into unbonding.
#[event(bytemuck)]
pub struct Unstaked {
    pub pool: Address,
    pub owner: Address,
    /// HEAT base units at the price of the moment; a later slash lowers it.
    pub amount: u64,
    pub shares: u64,
    /// Unix seconds.
    pub unlock_at: i64,
}

/// An unbonding was paid out.
#[event(bytemuck)]
pub struct Withdrawn {
    pub pool: Address,
    pub owner: Address,
    /// HEAT base units.
    pub amount: u64,
}
