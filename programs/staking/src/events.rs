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

/// An unbonding was taken back into the active stake.
#[event(bytemuck)]
pub struct UnstakeCancelled {
    pub pool: Address,
    pub owner: Address,
    /// HEAT base units.
    pub amount: u64,
    pub shares: u64,
}

/// Stake was locked, or a lock extended.
#[event(bytemuck)]
pub struct Locked {
    pub pool: Address,
    pub owner: Address,
    /// All shares that are locked now.
    pub shares: u64,
    /// Unix seconds.
    pub until: i64,
    /// All of the position's shares, locked ones counted up to four times.
    pub weighted_shares: u64,
}

/// A pool's commission will change.
#[event(bytemuck)]
pub struct CommissionAnnounced {
    pub pool: Address,
    /// Epoch from which it holds.
    pub from_epoch: i64,
    pub commission_bps: u64,
}

/// What came into the vaults was booked. Base units, HEAT first, dollars second.
#[event(bytemuck)]
pub struct RewardsSynced {
    pub pool: Address,
    pub to_operator: [u64; 2],
    pub to_stakers: [u64; 2],
    /// New to all pools together.
    pub fees: [u64; 2],
}

/// A position was paid what it earned.
#[event(bytemuck)]
pub struct RewardsClaimed {
    pub pool: Address,
    pub owner: Address,
    pub mint: Address,
    /// From what the pool's workers earn, base units.
    pub income: u64,
    /// From the stakers' fees, base units.
    pub fees: u64,
}

/// An operator was paid its commission.
#[event(bytemuck)]
pub struct CommissionClaimed {
    pub pool: Address,
    pub mint: Address,
    /// Base units.
    pub amount: u64,
}

/// An empty position is gone.
#[event(bytemuck)]
pub struct PositionClosed {
    pub pool: Address,
    pub owner: Address,
}

/// An empty pool is gone.
#[event(bytemuck)]
pub struct PoolClosed {
    pub pool: Address,
    pub operator: Address,
}
