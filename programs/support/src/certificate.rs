//! Certificates of the proofs program, as other programs read them: those on which it depends cannot name its types.

use anchor_lang::bytemuck::{pod_read_unaligned, Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::proof::Showing;
use pinocchio::account::AccountView;

use crate::ids;

/// First bytes of a certificate's account. The proofs program asserts that they are its own, and so the layout below.
pub const DISCRIMINATOR: [u8; 8] = [202, 229, 222, 220, 116, 20, 74, 67];
/// Bytes of the account.
pub const SPACE: usize = 200;

/// What the GPUs of a worker showed in one epoch.
#[derive(IdlType, Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Generation {
    pub epoch: u64,
    /// From then on it says nothing any more, unix seconds.
    pub expires_at: i64,
    /// A bit for each GPU that is proven.
    pub gpus: u64,
    /// The lowest score of them, int8 operations a second.
    pub lowest: u64,
    /// The sum of their scores.
    pub total: u64,
}

/// What the GPUs of a worker showed of their memory in one epoch.
#[derive(IdlType, Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct MemoryShown {
    /// A bit for each GPU whose memory is proven.
    pub gpus: u64,
    /// The least memory of them, in MiB.
    pub lowest_mib: u32,
    pub _padding: u32,
}

/// A certificate, as others read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Shown {
    pub worker: Address,
    pub rent_payer: Address,
    pub generations: [Generation; 2],
    pub convicted_at: i64,
    pub _unread: [u8; 8],
    /// In the epochs of the generations.
    pub memories: [MemoryShown; 2],
}

impl Shown {
    /// Whether so many GPUs are certified at `now`, each with at least so high a score and so many MiB. One epoch must
    /// cover it alone.
    pub fn covers(&self, gpus: u8, score: u64, mib: u32, now: i64) -> bool {
        let showing = |(made, memory): (&Generation, &MemoryShown)| Showing {
            gpus: made.gpus,
            lowest: made.lowest,
            expires_at: made.expires_at,
            memory_gpus: memory.gpus,
            lowest_mib: memory.lowest_mib,
        };
        let mut epochs = self.generations.iter().zip(&self.memories).map(showing);
        self.convicted_at == 0 && epochs.any(|epoch| epoch.covers(gpus, score, mib, now))
    }
}

/// What a certificate says; `None` of an account that is none.
pub fn read(account: &AccountView) -> Option<Shown> {
    if !account.owned_by(&ids::PROOFS) {
        return None;
    }
    let data = account.try_borrow().ok()?;
    let ours = data.len() == SPACE && data.starts_with(&DISCRIMINATOR);
    let shown = data.get(DISCRIMINATOR.len()..)?.get(..size_of::<Shown>())?;
    ours.then(|| pod_read_unaligned(shown))
}
