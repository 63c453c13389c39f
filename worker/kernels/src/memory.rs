//! Proof of memory: a table that fills what a device has, and walks through it.
//!
//! What is proven, and how it is judged, is in [`furnace_common::memory`], which the programs use too. Here a device
//! does the work: the table stays with it, and what comes back is the nodes from which openings are made.

mod error;
mod jobs;
mod plan;
mod proven;
mod prover;
mod reference;
mod stages;

pub use error::MemoryError;
pub use furnace_common::memory::Verdict;
pub use furnace_common::memory::tree::Roots;
pub use proven::{Opening, Proof, verify};
pub use prover::{most_mib, prove};
pub use reference::{ends as ends_on_cpu, proof as prove_on_cpu};

#[cfg(test)]
mod tests;
