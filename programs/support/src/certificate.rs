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

impl Generation {
    /// Whether so many GPUs are certified at `now`, each with at least so high a score.
    pub fn covers(&self, gpus: u8, score: u64, now: i64) -> bool {
        let Self { gpus: shown, lowest, expires_at, .. } = *self;
        Showing { gpus: shown, lowest, expires_at }.covers(gpus, score, now)
    }
}

/// A certificate, up to the last field that matters to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Shown {
    pub worker: Address,
    pub rent_payer: Address,
    pub generations: [Generation; 2],
    pub convicted_at: i64,
}

impl Shown {
    /// Whether so many GPUs are certified at `now`, each with at least so high a score. One epoch must cover it alone.
    pub fn covers(&self, gpus: u8, score: u64, now: i64) -> bool {
        self.convicted_at == 0 && self.generations.iter().any(|made| made.covers(gpus, score, now))
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
