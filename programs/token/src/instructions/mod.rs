//! One instruction a file.

pub mod fee_vault_open;
pub mod initialize;

pub use fee_vault_open::*;
pub use initialize::*;
