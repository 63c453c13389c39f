use anchor_lang::prelude::*;
use furnace_common::proof::SAMPLE_SLOTS;
use furnace_support::slot_hashes::Drawn;

use crate::error::ProofsError;

/// Slots in which a seed can be drawn: the chain remembers as many blocks, and so at least as many slots.
const REMEMBERED_SLOTS: u64 = 512;

/// The seed from which all workers prove in an epoch: one for all, so that no GPU can prove for two workers.
#[account]
pub struct Beacon {
    pub seed: [u8; 32],
    /// The epoch of the last announcement.
    pub epoch: u64,
    /// When it was announced; time is counted from here. Unix seconds.
    pub announced_at: i64,
    /// The seed is the hash of the first block from this slot on.
    pub target_slot: u64,
    /// The slot of that block; zero until it is drawn.
    pub slot: u64,
    /// Until then what is proven in this epoch is good, unix seconds.
    pub expires_at: i64,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 54],
}

const _: () = assert!(core::mem::size_of::<Beacon>() == 128);

impl Beacon {
    pub const VERSION: u8 = 1;

    /// Begins the proof of `epoch`, which is good until `expires_at`. A seed that nobody drew while it could be drawn
    /// is announced again.
    pub fn announce(&mut self, epoch: u64, expires_at: i64, now: i64, slot: u64) -> Result<()> {
        let missed = self.slot == 0 && self.is_forgotten(slot);
        require!(epoch > self.epoch || (epoch == self.epoch && missed), ProofsError::EpochAnnounced);
        self.epoch = epoch;
        self.expires_at = expires_at;
        self.announced_at = now;
        self.target_slot = slot.checked_add(SAMPLE_SLOTS).ok_or(ProofsError::Overflow)?;
        self.slot = 0;
        self.seed = [0; 32];
        Ok(())
    }

    /// Takes the seed, at slot `now`; `derive` makes it of the block's hash.
    pub fn draw(&mut self, drawn: Drawn, now: u64, derive: impl FnOnce(&[u8; 32]) -> [u8; 32]) -> Result<()> {
        require!(self.target_slot != 0 && self.slot == 0, ProofsError::NothingToDraw);
        // Nobody may choose between a seed that is known already and another one.
        require!(!self.is_forgotten(now), ProofsError::DrawTooLate);
        let (slot, hash) = block(drawn)?;
        self.slot = slot;
        self.seed = derive(&hash);
        Ok(())
    }

    fn is_forgotten(&self, slot: u64) -> bool {
        slot > self.target_slot.saturating_add(REMEMBERED_SLOTS)
    }
}

/// The block that draws.
pub(super) fn block(drawn: Drawn) -> Result<(u64, [u8; 32])> {
    match drawn {
        Drawn::Block { slot, hash } => Ok((slot, hash)),
        Drawn::NotYet => Err(ProofsError::DrawTooEarly.into()),
        Drawn::TooLate => Err(ProofsError::DrawTooLate.into()),
    }
}
