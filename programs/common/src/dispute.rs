//! Disputes: who judges, what it costs, and what the votes say.

mod draw;
mod merit;
mod ruling;
mod terms;
mod vote;

pub use draw::draw;
pub use merit::{merit, Merit};
pub use ruling::{count, is_unavailable, Tally};
pub use terms::*;
pub use vote::{committee_random, is_audited, vote_commitment};
