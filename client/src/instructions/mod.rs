//! Typed instruction builders: they take what a caller chooses and derive every other address.

pub mod dispute;
pub mod governance;
pub mod jobs;
pub mod memory;
pub mod proofs;
pub mod slashing;
pub mod staking;
pub mod token;
pub mod verifier;

pub use crate::program::{SPL_TOKEN as TOKEN_PROGRAM, SYSTEM as SYSTEM_PROGRAM};
