//! Accounts that the program owns.

mod ledger;

pub use ledger::PenaltyLedger;
