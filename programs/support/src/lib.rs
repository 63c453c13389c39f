//! What every Furnace program needs on chain and none owns: one another's addresses, the SPL Token
//! program without heap, and the gate on first-time set-up.
#![no_std]

pub mod account;
pub mod call;
pub mod certificate;
pub mod deployment;
pub mod event;
pub mod ids;
pub mod price;
pub mod signed;
pub mod slot_hashes;
pub mod token;
