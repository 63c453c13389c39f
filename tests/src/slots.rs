//! Slots, and which of them have blocks.

use sha2::{Digest, Sha256};
use solana_clock::Clock;
use solana_slot_hashes::SlotHashes;

use crate::chain::Chain;

/// The hash of the block of a slot, the same in every run.
pub fn block_hash(slot: u64) -> [u8; 32] {
    Sha256::digest(format!("furnace test: block {slot}")).into()
}

impl Chain {
    /// The slot in which transactions are now. Its block is not known before the next one.
    pub fn slot(&self) -> u64 {
        self.svm.get_sysvar::<Clock>().slot
    }

    /// Moves on to a slot. None of those in between gets a block.
    pub fn set_slot(&mut self, slot: u64) {
        self.svm.warp_to_slot(slot);
    }

    /// Lets so many slots pass, from the present one on, each with a block.
    pub fn pass_slots(&mut self, count: u64) {
        let now = self.slot();
        let mut hashes = self.svm.get_sysvar::<SlotHashes>();
        for slot in now..now + count {
            hashes.add(slot, block_hash(slot).into());
        }
        self.svm.set_sysvar(&hashes);
        self.set_slot(now + count);
    }

    /// Lets so many slots pass, from the present one on, without any block.
    pub fn skip_slots(&mut self, count: u64) {
        self.set_slot(self.slot() + count);
    }
}
