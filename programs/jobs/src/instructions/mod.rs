//! One instruction a file, by what it acts on. What several share: `order` opens an escrow, `engagement` takes
//! a worker, `payout` pays, `pricing` knows what HEAT costs,
//! `reclaim` takes an order from a worker that lost it.

pub mod balance;
pub mod bid;
pub mod crew;
mod engagement;
pub mod job;
pub mod lease;
pub mod market;
pub mod operator;
mod order;
mod payout;
mod pricing;
mod reclaim;

pub use balance::*;
pub use bid::*;
pub use crew::*;
pub use engagement::*;
pub use job::*;
pub use lease::*;
pub use market::*;
pub use operator::*;
pub use order::*;
pub use payout::*;
pub use pricing::*;
pub use reclaim::*;

use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;

/// The chain's time, unix seconds.
#[inline(always)]
pub(crate) fn now() -> Result<i64> {
    Ok(Clock::get()?.unix_timestamp)
}
