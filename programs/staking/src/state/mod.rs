//! Accounts that the program owns.

mod config;
mod pool;
mod position;

pub use config::StakingConfig;
pub use pool::Pool;
pub use position::Position;
