//! Program ids.

pub use crate::generated::{
    governance::FURNACE_GOVERNANCE_ID as GOVERNANCE, jobs::FURNACE_JOBS_ID as JOBS,
    proofs::FURNACE_PROOFS_ID as PROOFS, slashing::FURNACE_SLASHING_ID as SLASHING,
    staking::FURNACE_STAKING_ID as STAKING, token::FURNACE_TOKEN_ID as TOKEN,
};
pub use solana_sdk_ids::{bpf_loader_upgradeable::ID as LOADER, system_program::ID as SYSTEM};
pub use spl_token_interface::ID as SPL_TOKEN;
