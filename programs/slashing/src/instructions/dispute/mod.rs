//! Disputes: a result is called into question, a committee does the work again and votes, and the ruling is carried
//! out. `opening` is what calling a result into question shares, whoever does it, and `loss` what taking the job from its
//! worker does.

pub mod appeal_open;
pub mod audit_open;
pub mod committee_draw;
pub mod dispute_close;
pub mod dispute_convict;
pub mod dispute_open;
pub mod dispute_retry;
pub mod dispute_rule;
pub mod dispute_uphold;
mod loss;
mod opening;
pub mod penalty_release;
pub mod penalty_reverse;
pub mod vote_commit;
pub mod vote_reveal;
pub mod vote_settle;
pub mod vote_void;

pub use appeal_open::*;
pub use audit_open::*;
pub use committee_draw::*;
pub use dispute_close::*;
pub use dispute_convict::*;
pub use dispute_open::*;
pub use dispute_retry::*;
pub use dispute_rule::*;
pub use dispute_uphold::*;
pub use loss::*;
pub use opening::*;
pub use penalty_release::*;
pub use penalty_reverse::*;
pub use vote_commit::*;
pub use vote_reveal::*;
pub use vote_settle::*;
pub use vote_void::*;
