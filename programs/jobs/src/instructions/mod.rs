//! One instruction a file; `settlement` is what accepting and settling share.

pub mod balance_open;
pub mod deposit;
pub mod job_accept;
pub mod job_cancel;
pub mod job_claim;
pub mod job_close;
pub mod job_expire;
pub mod job_post;
pub mod job_reclaim;
pub mod job_settle;
pub mod job_start;
pub mod job_submit;
pub mod market_open;
pub mod operator_close;
pub mod operator_register;
mod settlement;
pub mod withdraw;
pub mod worker_register;
pub mod worker_retire;

pub use crate::state::Attestation;
pub use balance_open::*;
pub use deposit::*;
pub use job_accept::*;
pub use job_cancel::*;
pub use job_claim::*;
pub use job_close::*;
pub use job_expire::*;
pub use job_post::*;
pub use job_reclaim::*;
pub use job_settle::*;
pub use job_start::*;
pub use job_submit::*;
pub use market_open::*;
pub use operator_close::*;
pub use operator_register::*;
pub use settlement::*;
pub use withdraw::*;
pub use worker_register::*;
pub use worker_retire::*;

use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;

/// The chain's time, unix seconds.
#[inline(always)]
fn now() -> Result<i64> {
    Ok(Clock::get()?.unix_timestamp)
}
