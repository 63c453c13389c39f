//! Accounts that the program owns.

mod balance;
mod job;
mod market;
mod operator;
mod worker;

pub use balance::ClientBalance;
pub use job::{Attestation, Job, JobTerms};
pub use market::Market;
pub use operator::Operator;
pub use worker::{Hardware, Worker};
