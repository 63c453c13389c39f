//! Rust client of Furnace, the decentralised GPU compute network on Solana.

pub mod artifacts;
pub mod chain;
pub mod config;
pub mod error;
pub mod heat;
pub mod manifest;
pub mod spec;
