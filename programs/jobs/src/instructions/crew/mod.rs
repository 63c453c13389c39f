//! Jobs that several workers do: replicas, whose equal results count, and gangs, which work together. What
//! accepting and settling a gang's result share is `delivery`.

pub mod crew_accept;
pub mod crew_close;
pub mod crew_commit;
pub mod crew_conclude;
pub mod crew_join;
pub mod crew_meet;
pub mod crew_open;
pub mod crew_reveal;
pub mod crew_settle;
pub mod crew_submit;
mod delivery;
pub mod seat_dispute;
pub mod seat_pay;
pub mod seat_reclaim;
pub mod seat_release;
pub mod seat_rule;

pub use crew_accept::*;
pub use crew_close::*;
pub use crew_commit::*;
pub use crew_conclude::*;
pub use crew_join::*;
pub use crew_meet::*;
pub use crew_open::*;
pub use crew_reveal::*;
pub use crew_settle::*;
pub use crew_submit::*;
pub use delivery::*;
pub use seat_dispute::*;
pub use seat_pay::*;
pub use seat_reclaim::*;
pub use seat_release::*;
pub use seat_rule::*;
