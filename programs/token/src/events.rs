//! Facts that indexers follow. Amounts are base units of the mint they are said to be of.

use anchor_lang::prelude::*;

/// The mint exists and the genesis supply is with the treasury.
#[event(bytemuck)]
pub struct GenesisMinted {
    pub mint: Address,
    pub treasury: Address,
    /// HEAT.
    pub amount: u64,
    /// When emission begins, unix seconds.
    pub emission_start: i64,
}

/// A market's fees in a mint have a vault.
#[event(bytemuck)]
pub struct FeeVaultOpened {
    pub market: Address,
    pub mint: Address,
    pub vault: Address,
}

/// A vault's fees went to where they belong.
#[event(bytemuck)]
pub struct FeesDistributed {
    pub vault: Address,
    pub mint: Address,
    pub stakers: u64,
    pub treasury: u64,
    pub auction: u64,
}

/// A mint's burn share has an auction.
#[event(bytemuck)]
pub struct AuctionOpened {
    pub auction: Address,
    pub mint: Address,
    pub treasury: Address,
    /// HEAT base units for one of the mint's, Q32.32.
    pub start_price: u64,
}

/// A lot is for sale.
#[event(bytemuck)]
pub struct LotStarted {
    pub auction: Address,
    /// Of the mint sold.
    pub size: u64,
    /// HEAT base units for one of the mint's, Q32.32.
    pub start_price: u64,
}

/// HEAT was burned for a part of a lot.
#[event(bytemuck)]
pub struct LotBought {
    pub auction: Address,
    pub buyer: Address,
    /// Of the mint sold.
    pub amount: u64,
    /// HEAT.
    pub burned: u64,
    /// Of the mint sold, after this.
    pub remaining: u64,
}

/// An epoch's emission can be shared.
#[event(bytemuck)]
pub struct EpochOpened {
    pub epoch: u64,
    /// HEAT.
    pub budget: u64,
}

/// An epoch's emission is over and its account closed.
#[event(bytemuck)]
pub struct EpochClosed {
    pub epoch: u64,
    /// HEAT; the rest of the budget is never minted.
    pub claimed: u64,
}

/// A worker can be given points.
#[event(bytemuck)]
pub struct PointsOpened {
    pub worker: Address,
    pub pool: Address,
}

/// A worker was given points.
#[event(bytemuck)]
pub struct PointsRecorded {
    pub worker: Address,
    pub epoch: u64,
    pub points: u64,
    /// Of all workers, after this.
    pub total: u64,
}

/// A worker's account of points was closed.
#[event(bytemuck)]
pub struct PointsClosed {
    pub worker: Address,
}

/// A worker's share of an epoch was minted into the pool's income.
#[event(bytemuck)]
pub struct EmissionClaimed {
    pub worker: Address,
    pub pool: Address,
    pub epoch: u64,
    /// HEAT.
    pub amount: u64,
}
