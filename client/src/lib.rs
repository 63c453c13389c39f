//! Rust client of Furnace, the decentralised GPU compute network on Solana.

pub mod artifacts;
pub mod manifest;
pub mod spec;
