//! The token program, an instruction a file.

mod attacks_accounts;
mod attacks_mint;
mod errors;
mod fee_vault_open;
mod initialize;
