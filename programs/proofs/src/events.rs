//! Facts that indexers follow.

use anchor_lang::prelude::*;

#[event(bytemuck)]
pub struct SeedDrawn {
    pub seed: [u8; 32],
    pub epoch: u64,
    /// The slot whose block drew it.
    pub slot: u64,
}

#[event(bytemuck)]
pub struct ProofCommitted {
    pub worker: Address,
    pub epoch: u64,
    /// int8 operations a second that it shows, if it is right.
    pub score: u64,
    pub gpu: u8,
    pub _pad: [u8; 7],
}

#[event(bytemuck)]
pub struct GpuCertified {
    pub worker: Address,
    pub epoch: u64,
    /// int8 operations a second.
    pub score: u64,
    pub gpu: u8,
    pub _pad: [u8; 7],
}

#[event(bytemuck)]
pub struct ProofFailed {
    pub worker: Address,
    pub epoch: u64,
    pub gpu: u8,
    pub _pad: [u8; 7],
}

/// A worker opened an entry that it had committed to, and that is wrong. Sent as a call of the program to itself, so
/// that no log limit can cut it.
#[event(bytemuck)]
pub struct ProofWrong {
    pub worker: Address,
    pub attempt: Address,
    pub epoch: u64,
    pub gpu: u8,
    pub _pad: [u8; 1],
    /// The round of the entry.
    pub round: u16,
    pub row: u16,
    pub column: u16,
}

#[event(bytemuck)]
pub struct MemoryCommitted {
    pub worker: Address,
    pub epoch: u64,
    /// The memory that it shows, if it is right, in MiB.
    pub mib: u32,
    pub gpu: u8,
    pub _pad: [u8; 3],
}

#[event(bytemuck)]
pub struct MemoryCertified {
    pub worker: Address,
    pub epoch: u64,
    pub mib: u32,
    pub gpu: u8,
    pub _pad: [u8; 3],
}

#[event(bytemuck)]
pub struct MemoryFailed {
    pub worker: Address,
    pub epoch: u64,
    pub gpu: u8,
    pub _pad: [u8; 7],
}

/// A worker opened the end of a walk that it had committed to, and that is wrong. Sent as a call of the program to
/// itself, so that no log limit can cut it.
#[event(bytemuck)]
pub struct MemoryWrong {
    pub worker: Address,
    /// The account of the proof.
    pub memory: Address,
    pub epoch: u64,
    /// The walk, among all.
    pub walk: u64,
    pub gpu: u8,
    pub _pad: [u8; 7],
}
