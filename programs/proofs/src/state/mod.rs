//! Accounts of the proofs program, and how they change.

mod attempt;
mod beacon;
mod certificate;
mod memory_attempt;
mod roots;
mod wrong;

pub use attempt::Attempt;
pub use beacon::Beacon;
pub use certificate::Certificate;
pub use memory_attempt::MemoryAttempt;
pub use wrong::wrong_prover;
