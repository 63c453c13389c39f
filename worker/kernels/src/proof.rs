//! Proof of GPU: rounds of an exact product of two matrices that grow from a seed, one after the other.
//!
//! What is proven, and how it is judged, is in [`furnace_common::proof`], which the programs use too. Here a
//! device does the work: its products stay with it, and what comes back is a root a round and the nodes from
//! which openings are made.

mod backend;
mod benchmark;
mod challenge;
mod crown;
#[cfg(any(feature = "cuda", test))]
mod cuda;
mod error;
mod kernels;
mod opening;
mod part;
mod plan;
mod proven;
mod prover;
mod reference;
mod rounds;
mod stage;
mod stages;
pub(crate) mod tree;
mod wgsl;

pub use benchmark::{Benchmark, NoLibrary, benchmark, benchmark_with, library_rate};
pub use challenge::Challenge;
#[cfg(feature = "cuda")]
pub(crate) use cuda::Cuda;
pub use error::ProofError;
pub use furnace_common::proof::tree::Hash;
pub use furnace_common::proof::{Sample, Shape, Verdict};
pub use kernels::Kernels;
pub use opening::{Opening, verify};
pub use proven::Proof;
pub use prover::{Prover, prove};
pub use reference::roots as roots_on_cpu;

#[cfg(test)]
mod tests;
