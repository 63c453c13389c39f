//! A chain, an executor and a worker for tests, all in this process.

mod chain;
mod court;
mod executor;
mod harness;

pub(crate) use chain::{Failure, FakeChain, OTHER, RATE, WORKER, hot_key};
pub(crate) use court::FakeCourt;
pub(crate) use executor::{Behaviour, FakeExecutor, HALF};
pub(crate) use harness::{Harness, a_while};
