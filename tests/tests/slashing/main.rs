//! The slashing program, an instruction a file; then what an attacker would try.

mod entry_refute;
mod initialize;
mod limits;
mod liveness;
mod refutation_close;
mod slash_missed_deadline;
mod slash_quit;
mod slash_two_results;
mod slash_wrong_entry;
mod slash_wrong_proof;

mod attacks_accounts;
mod attacks_bonds;
mod attacks_donations;
mod attacks_parties;
mod attacks_replay;
mod attacks_reporter;
mod attacks_self_dealing;

mod convicts;
mod errors;
