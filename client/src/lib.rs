//! Rust client of Furnace, the decentralised GPU compute network on Solana.
//!
//! [`furnace::Furnace`] is the place to start: it reads and writes the network over any
//! [`chain::Chain`]. Specs, results and their files travel through [`artifacts::Store`].

pub mod accounts;
pub mod artifacts;
pub mod attested;
pub mod chain;
pub mod config;
pub mod error;
pub mod furnace;
pub mod heat;
pub mod instructions;
pub mod manifest;
pub mod parameters;
pub mod pda;
pub mod price;
pub mod product;
pub mod program;
pub mod schedule;
pub mod sealing;
pub mod service;
pub mod spec;

#[allow(warnings, clippy::all, unreachable_pub, reason = "generated from the IDLs")]
#[rustfmt::skip]
pub mod generated;
