//! Accounts that the program owns.

mod auction;
mod config;
mod emission_epoch;
mod statistics;
mod worker_points;

pub use auction::Auction;
pub use config::TokenConfig;
pub use emission_epoch::EmissionEpoch;
pub use statistics::TokenStatistics;
pub use worker_points::{EpochPoints, WorkerPoints};
