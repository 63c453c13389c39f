//! One instruction a file.

pub mod authority_accept;
pub mod authority_propose;
pub mod guardian_set;
pub mod initialize;
pub mod parameters_apply;
pub mod parameters_cancel;
pub mod parameters_propose;
pub mod pause;
pub mod unpause;

pub use authority_accept::*;
pub use authority_propose::*;
pub use guardian_set::*;
pub use initialize::*;
pub use parameters_apply::*;
pub use parameters_cancel::*;
pub use parameters_propose::*;
pub use pause::*;
pub use unpause::*;

use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;

fn now() -> Result<i64> {
    Ok(Clock::get()?.unix_timestamp)
}
