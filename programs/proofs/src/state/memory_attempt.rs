use anchor_lang::prelude::*;
use furnace_common::memory::{is_size, tree::Roots, window_ends_at, Verdict};
use furnace_common::proof::{BARRED_EPOCHS, OPENING_SECONDS, SAMPLES, SAMPLE_SLOTS};
use furnace_common::state::AttemptState;
use furnace_support::slot_hashes::Drawn;

use super::{beacon::block, Beacon};
use crate::error::ProofsError;

/// All samples are opened.
const ALL: u32 = u32::MAX;
const _: () = assert!(SAMPLES as u32 == u32::BITS);

/// The memory of one GPU of a worker, and its proof of the last epoch in which it made one.
#[account]
pub struct MemoryAttempt {
    pub worker: Address,
    /// Gets the rent back when the account is closed.
    pub rent_payer: Address,
    /// What the table grows from: the epoch's seed, worker and GPU.
    pub seed: [u8; 32],
    /// What the samples are drawn from; zeros until they are.
    pub random: [u8; 32],
    /// The roots of the parts of the tree.
    pub roots: [[u8; 32]; 16],
    pub epoch: u64,
    /// Unix seconds.
    pub committed_at: i64,
    /// Until then its proof is good, unix seconds.
    pub expires_at: i64,
    /// The samples are drawn by the first block from this slot on.
    pub sample_slot: u64,
    /// The first epoch in which this GPU may prove its memory again.
    pub barred_until: u64,
    /// A bit for each sample that is opened.
    pub opened: u32,
    /// The size of the table, in MiB.
    pub mib: u32,
    /// Which GPU of the worker.
    pub gpu: u8,
    /// An `AttemptState` byte.
    pub state: u8,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 12],
}

const _: () = assert!(core::mem::size_of::<MemoryAttempt>() == 704);

impl MemoryAttempt {
    pub const VERSION: u8 = 1;

    pub fn open(&mut self, worker: Address, rent_payer: Address, gpu: u8) {
        self.worker = worker;
        self.rent_payer = rent_payer;
        self.gpu = gpu;
        self.state = AttemptState::Idle.byte();
        self.version = Self::VERSION;
    }

    pub fn state(&self) -> Result<AttemptState> {
        AttemptState::from_byte(self.state).ok_or(ProofsError::UnknownState.into())
    }

    /// Commits to the proof of the beacon's epoch. `seed` is what the table grew from.
    pub fn commit(
        &mut self,
        beacon: &Beacon,
        mib: u32,
        roots: &Roots,
        seed: [u8; 32],
        now: i64,
        slot: u64,
    ) -> Result<()> {
        require!(beacon.slot != 0, ProofsError::SeedNotDrawn);
        self.require_at_rest(beacon)?;
        require!(now <= window_ends_at(beacon.announced_at), ProofsError::WindowOver);
        require!(is_size(mib), ProofsError::SizeOutOfBounds);
        self.mib = mib;
        self.seed = seed;
        self.random = [0; 32];
        self.roots = *roots;
        self.epoch = beacon.epoch;
        self.expires_at = beacon.expires_at;
        self.committed_at = now;
        self.sample_slot = slot.checked_add(SAMPLE_SLOTS).ok_or(ProofsError::Overflow)?;
        self.opened = 0;
        self.state = AttemptState::Committed.byte();
        Ok(())
    }

    /// Draws the samples; `derive` makes their random value of the block's hash.
    pub fn draw(&mut self, drawn: Drawn, derive: impl FnOnce(&[u8; 32]) -> [u8; 32]) -> Result<()> {
        require!(self.state()? == AttemptState::Committed, ProofsError::NothingToDraw);
        let (_, hash) = block(drawn)?;
        self.random = derive(&hash);
        self.state = AttemptState::Drawn.byte();
        Ok(())
    }

    /// Whether a sample is still to be opened.
    pub fn require_open(&self, sample: u8, now: i64) -> Result<()> {
        require!(self.state()? == AttemptState::Drawn, ProofsError::NoSamples);
        require!(now <= self.opening_ends_at(), ProofsError::OpeningOver);
        require!(self.opened & bit(sample)? == 0, ProofsError::AlreadyOpened);
        Ok(())
    }

    /// Takes in what an opening of a sample says. Returns where the attempt stands now.
    pub fn take(&mut self, sample: u8, verdict: Verdict) -> Result<AttemptState> {
        match verdict {
            Verdict::Unrelated => return Err(ProofsError::OpeningUnrelated.into()),
            Verdict::Wrong => self.state = AttemptState::Wrong.byte(),
            Verdict::Right => {
                self.opened |= bit(sample)?;
                if self.opened == ALL {
                    self.state = AttemptState::Proven.byte();
                }
            }
        }
        self.state()
    }

    /// Ends it without its samples.
    pub fn fail(&mut self, now: i64) -> Result<()> {
        let over = self.state()?.is_pending() && now > self.opening_ends_at();
        require!(over, ProofsError::NotFailed);
        let next = self.epoch.checked_add(1).ok_or(ProofsError::Overflow)?;
        self.barred_until = next.checked_add(BARRED_EPOCHS).ok_or(ProofsError::Overflow)?;
        self.state = AttemptState::Failed.byte();
        Ok(())
    }

    /// Whether it can begin anew, so that nothing would be escaped by closing the account and opening it again.
    pub fn require_at_rest(&self, beacon: &Beacon) -> Result<()> {
        let state = self.state()?;
        require!(state != AttemptState::Wrong, ProofsError::Convicted);
        require!(!state.is_pending(), ProofsError::AttemptPending);
        require!(self.epoch < beacon.epoch, ProofsError::AlreadyCommitted);
        require!(self.barred_until <= beacon.epoch, ProofsError::Barred);
        Ok(())
    }

    fn opening_ends_at(&self) -> i64 {
        self.committed_at.saturating_add(OPENING_SECONDS)
    }
}

fn bit(sample: u8) -> Result<u32> {
    1u32.checked_shl(sample.into()).ok_or(ProofsError::UnknownSample.into())
}
