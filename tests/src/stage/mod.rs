//! The product as its users run it: the chain, the workers and the command line as processes of their
//! own. The end-to-end test and the demo stand on this.

mod ledger;
mod library;
mod localnet;
mod process;
pub mod rewards;
pub mod scenario;
mod time;
mod verifier;
mod worker;

pub use ledger::{Ledger, number};
pub use localnet::Localnet;
pub use process::{Process, StageError};
pub use verifier::VerifierProcess;
pub use worker::WorkerProcess;
