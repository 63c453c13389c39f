//! A complete Furnace network on this machine: a chain with the programs deployed and set up, and
//! wallets that hold SOL, HEAT and dollars.

pub mod actors;
pub mod chain;
pub mod usd;

mod description;
mod error;
mod fund;
mod network;
mod options;
mod programs;
mod state;

pub use description::{ActorDescription, Description};
pub use error::LocalnetError;
pub use network::Localnet;
pub use options::{Options, Stage};
pub use state::DESCRIPTION_FILE;
