//! Randomness that nobody chooses: the hash of the first block at or after a slot that was fixed before.
//!
//! Its leader can withhold the block, and so pass the draw on to the next one; what is drawn here must be worth
//! less than a block. A slot without a block is passed over, by everyone alike.

use anchor_lang::prelude::*;
use pinocchio::account::AccountView;
use pinocchio::sysvars::slot_hashes::{SlotHashes, MAX_ENTRIES};

/// What the chain remembers of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// The first block from the slot on.
    Block { slot: u64, hash: [u8; 32] },
    /// No block has come since.
    NotYet,
    /// It is so long ago that an earlier block may be forgotten.
    TooLate,
}

/// The first block from `target` on. `view` is the sysvar of slot hashes, and nothing else.
pub fn first_from(view: &AccountView, target: u64) -> Result<Drawn> {
    let hashes = SlotHashes::from_account_view(view)?;
    // The newest comes first.
    let entries = hashes.entries();
    let later = entries.partition_point(|entry| entry.slot() >= target);
    if later == MAX_ENTRIES {
        return Ok(Drawn::TooLate);
    }
    let Some(first) = later.checked_sub(1).and_then(|index| entries.get(index)) else {
        return Ok(Drawn::NotYet);
    };
    Ok(Drawn::Block { slot: first.slot(), hash: first.hash })
}
