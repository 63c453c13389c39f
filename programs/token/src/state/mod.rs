//! Accounts that the program owns.

mod config;

pub use config::TokenConfig;
