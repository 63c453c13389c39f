//! Accounts that the program owns.

mod conviction;
mod ledger;

pub use conviction::Conviction;
pub use ledger::PenaltyLedger;
