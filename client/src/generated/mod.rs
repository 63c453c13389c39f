//! Generated from the committed IDLs. Never edited by hand.

pub mod governance;
pub mod jobs;
pub mod proofs;
pub mod slashing;
pub mod staking;
pub mod token;
