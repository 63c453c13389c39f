//! Facts that indexers follow. Amounts are base units of the payment mint, times are unix seconds.

mod balance;
mod bid;
mod crew;
mod job;
mod lease;
mod market;
mod operator;

pub use balance::*;
pub use bid::*;
pub use crew::*;
pub use job::*;
pub use lease::*;
pub use market::*;
pub use operator::*;
