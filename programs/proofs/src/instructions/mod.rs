//! One instruction a file.

pub mod attempt_close;
pub mod attempt_commit;
pub mod attempt_fail;
pub mod attempt_open;
pub mod beacon_announce;
pub mod beacon_draw;
pub mod certificate_close;
pub mod certificate_open;
pub mod initialize;
pub mod memory_close;
pub mod memory_commit;
pub mod memory_draw;
pub mod memory_fail;
pub mod memory_open;
pub mod points_grant;
pub mod roots_show;
pub mod sample_open;
pub mod samples_draw;
pub mod walk_open;

pub use attempt_close::*;
pub use attempt_commit::*;
pub use attempt_fail::*;
pub use attempt_open::*;
pub use beacon_announce::*;
pub use beacon_draw::*;
pub use certificate_close::*;
pub use certificate_open::*;
pub use initialize::*;
pub use memory_close::*;
pub use memory_commit::*;
pub use memory_draw::*;
pub use memory_fail::*;
pub use memory_open::*;
pub use points_grant::*;
pub use roots_show::*;
pub use sample_open::*;
pub use samples_draw::*;
pub use walk_open::*;

use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use anchor_lang::solana_program::hash::hashv;
use furnace_support::slot_hashes::{first_from, Drawn};
use pinocchio::account::AccountView;
use pinocchio::sysvars::slot_hashes::SLOTHASHES_ID;

use crate::error::ProofsError;

/// The chain's time, unix seconds.
fn now() -> Result<i64> {
    Ok(Clock::get()?.unix_timestamp)
}

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    hashv(parts).to_bytes()
}

/// The first block from `target` on.
fn drawn_from(slot_hashes: &AccountView, target: u64) -> Result<Drawn> {
    require!(*slot_hashes.address() == SLOTHASHES_ID, ProofsError::NotSlotHashes);
    first_from(slot_hashes, target)
}
