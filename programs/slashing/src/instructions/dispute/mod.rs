//! Disputes: a result is called into question, a committee does the work again and votes, and the ruling is carried
//! out, on the job of one worker (`dispute_*`) or on a replica of a job that has ended (`seat_*`). They share groups of
//! accounts: `opening` makes a dispute, `accusation` is who accuses, `loss` takes a job from its worker, `forfeit` takes the
//! penalty from its pool, and `answer` holds a replica's operator.

mod accusation;
mod answer;
pub mod appeal_open;
pub mod audit_open;
pub mod committee_draw;
pub mod dispute_close;
pub mod dispute_convict;
pub mod dispute_open;
pub mod dispute_retry;
pub mod dispute_rule;
pub mod dispute_uphold;
mod forfeit;
mod loss;
mod opening;
pub mod penalty_release;
pub mod penalty_reverse;
pub mod seat_convict;
pub mod seat_dispute_open;
pub mod seat_uphold;
pub mod vote_commit;
pub mod vote_reveal;
pub mod vote_settle;
pub mod vote_void;

pub use accusation::*;
pub use answer::*;
pub use appeal_open::*;
pub use audit_open::*;
pub use committee_draw::*;
pub use dispute_close::*;
pub use dispute_convict::*;
pub use dispute_open::*;
pub use dispute_retry::*;
pub use dispute_rule::*;
pub use dispute_uphold::*;
pub use forfeit::*;
pub use loss::*;
pub use opening::*;
pub use penalty_release::*;
pub use penalty_reverse::*;
pub use seat_convict::*;
pub use seat_dispute_open::*;
pub use seat_uphold::*;
pub use vote_commit::*;
pub use vote_reveal::*;
pub use vote_settle::*;
pub use vote_void::*;
