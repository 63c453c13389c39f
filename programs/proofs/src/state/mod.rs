//! Accounts of the proofs program, and how they change.

mod attempt;
mod beacon;
mod certificate;

pub use attempt::Attempt;
pub use beacon::Beacon;
pub use certificate::Certificate;
