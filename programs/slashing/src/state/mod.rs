//! Accounts that the program owns.

mod ballot;
mod conviction;
mod dispute;
mod ledger;
mod purse;
mod refutation;
mod roster;
mod verifier;

pub use ballot::{Merit, Vote};
pub use conviction::Conviction;
pub use dispute::{Delivered, Dispute};
pub use ledger::PenaltyLedger;
pub use purse::Acquittal;
pub use refutation::Refutation;
pub use roster::{Place, Roster};
pub use verifier::Verifier;
