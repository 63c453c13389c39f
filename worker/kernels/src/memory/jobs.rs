//! What the kernels are told.

use bytemuck::{Pod, Zeroable};
use furnace_common::proof::tree::Hash;

/// What fills in items is told.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct FillJob {
    seed: [u32; 8],
    base: u64,
    offset: u32,
    unused: u32,
}

impl FillJob {
    pub(super) fn new(seed: &Hash, base: u64, offset: u32) -> Self {
        Self { seed: words(seed), base, offset, unused: 0 }
    }
}

/// What walks is told.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct WalkJob {
    seed: [u32; 8],
    first: u64,
    mib: u32,
    unused: u32,
}

impl WalkJob {
    pub(super) fn new(seed: &Hash, first: u64, mib: u32) -> Self {
        Self { seed: words(seed), first, mib, unused: 0 }
    }
}

/// What hashes leaves is told: of what it knows as rows, each with one leaf.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct LeavesJob {
    pub(super) first_row: u32,
    pub(super) first_segment: u32,
    pub(super) segments: u32,
    pub(super) stride: u32,
}

/// What hashes nodes is told.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct TreeJob {
    pub(super) width: u32,
    pub(super) tops: u32,
    pub(super) first: u32,
}

/// The words of a hash, the highest byte of each first.
fn words(hash: &Hash) -> [u32; 8] {
    let mut words = [0; 8];
    words.iter_mut().zip(hash.as_chunks().0).for_each(|(word, bytes)| *word = u32::from_be_bytes(*bytes));
    words
}
