//! One instruction a file.

pub mod auction_buy;
pub mod auction_start;
pub mod emission_claim;
pub mod epoch_close;
pub mod epoch_open;
pub mod fee_vault_open;
pub mod fees_distribute;
pub mod initialize;
pub mod points_close;
pub mod points_open;
pub mod points_record;
pub mod price_quote;
pub mod usd_open;

pub use auction_buy::*;
pub use auction_start::*;
pub use emission_claim::*;
pub use epoch_close::*;
pub use epoch_open::*;
pub use fee_vault_open::*;
pub use fees_distribute::*;
pub use initialize::*;
pub use points_close::*;
pub use points_open::*;
pub use points_record::*;
pub use price_quote::*;
pub use usd_open::*;

use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use furnace_common::emission;
use furnace_governance::state::Governance;

use crate::error::TokenError;

fn now() -> Result<i64> {
    Ok(Clock::get()?.unix_timestamp)
}

/// The epoch in which `time` lies.
fn epoch_at(time: i64, governance: &Governance) -> Result<u64> {
    Ok(emission::epoch_at(time, governance.epoch_seconds).ok_or(TokenError::Overflow)?)
}

/// When an epoch begins, unix seconds.
fn begin_of(epoch: u64, governance: &Governance) -> Result<i64> {
    let epoch = i64::try_from(epoch).map_err(|_| TokenError::Overflow)?;
    Ok(epoch.checked_mul(governance.epoch_seconds).ok_or(TokenError::Overflow)?)
}
