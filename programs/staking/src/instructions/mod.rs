//! One instruction a file.

mod books;
pub mod commission_claim;
pub mod commission_set;
pub mod initialize;
pub mod lock;
pub mod max_voter_weight_update;
pub mod penalty_end;
pub mod pool_close;
pub mod pool_create;
pub mod position_close;
pub mod position_open;
pub mod position_refresh;
pub mod rewards_claim;
pub mod rewards_sync;
pub mod slash;
pub mod stake;
pub mod unstake;
pub mod unstake_cancel;
pub mod voter_weight_update;
mod votes;
pub mod withdraw;

pub use books::*;
pub use commission_claim::*;
pub use commission_set::*;
pub use initialize::*;
pub use lock::*;
pub use max_voter_weight_update::*;
pub use penalty_end::*;
pub use pool_close::*;
pub use pool_create::*;
pub use position_close::*;
pub use position_open::*;
pub use position_refresh::*;
pub use rewards_claim::*;
pub use rewards_sync::*;
pub use slash::*;
pub use stake::*;
pub use unstake::*;
pub use unstake_cancel::*;
pub use voter_weight_update::*;
pub use withdraw::*;

use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use furnace_common::stream::Moment;
use furnace_governance::state::Governance;

use crate::error::StakingError;

/// A time as epoch and place in it.
fn moment(now: i64, governance: &Governance) -> Result<Moment> {
    Ok(Moment::new(now, governance.epoch_seconds).ok_or(StakingError::Overflow)?)
}

fn now() -> Result<i64> {
    Ok(Clock::get()?.unix_timestamp)
}
