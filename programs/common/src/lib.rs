//! What the programs and their clients must agree on: seeds, limits, penalties and money maths.
//!
//! Nothing here knows of Solana or Anchor, so both dependency graphs can use it.
#![no_std]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::unwrap_used, reason = "tests may panic"))]

pub mod accumulator;
pub mod attestation;
pub mod auction;
pub mod bps;
pub mod collateral;
pub mod dispute;
pub mod emission;
pub mod fees;
pub mod lease;
pub mod limits;
pub mod lock;
pub mod math;
pub mod memory;
pub mod pause;
pub mod penalties;
pub mod points;
pub mod price;
pub mod price_update;
pub mod product;
pub mod proof;
pub mod reputation;
pub mod seeds;
pub mod shares;
pub mod sortition;
pub mod stake;
pub mod state;
pub mod stream;
pub mod units;
