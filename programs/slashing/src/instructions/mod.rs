//! One instruction a file, by what it acts on: `penalty` has the offences that the chain itself shows, `refutation` how
//! a wrong entry is shown, `dispute` what a committee judges, `verifier` those who judge. `bonds` is the vault that holds
//! what they put down.

mod bonds;
pub mod dispute;
pub mod initialize;
pub mod penalty;
pub mod refutation;
pub mod verifier;

pub use bonds::*;
pub use dispute::*;
pub use initialize::*;
pub use penalty::*;
pub use refutation::*;
pub use verifier::*;

use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use furnace_common::seeds;
use furnace_support::ids;
use pinocchio::cpi::Seed;

/// The chain's time, unix seconds.
fn now() -> Result<i64> {
    Ok(Clock::get()?.unix_timestamp)
}

/// With which this program signs towards the others.
fn signer_seeds() -> [Seed<'static>; 2] {
    [Seed::from(seeds::AUTHORITY), Seed::from(&[ids::SLASHING_AUTHORITY_BUMP])]
}
