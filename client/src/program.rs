//! Program ids.

use solana_address::Address;

pub use crate::generated::{
    governance::FURNACE_GOVERNANCE_ID as GOVERNANCE, jobs::FURNACE_JOBS_ID as JOBS,
    slashing::FURNACE_SLASHING_ID as SLASHING, staking::FURNACE_STAKING_ID as STAKING,
    token::FURNACE_TOKEN_ID as TOKEN,
};
/// The proofs program, which is not built yet; its authority alone records points.
pub const PROOFS: Address = Address::from_str_const("rz6ax24iyUFzVgFr7ZEdxf6r7Dk75djGUq8UmKFHDSt");

pub use solana_sdk_ids::{bpf_loader_upgradeable::ID as LOADER, system_program::ID as SYSTEM};
pub use spl_token_interface::ID as SPL_TOKEN;
