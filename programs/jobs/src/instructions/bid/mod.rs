//! Auctions: workers bid for an order, and the best bid gets it. What jobs and leases share: `opening` and
//! `closing` make and close the account of the bids, `award` engages the bidder; `award_job` and `award_lease`
//! are what both ways to award either share.

mod award;
mod award_job;
mod award_lease;
pub mod bid_award;
pub mod bid_award_best;
pub mod bid_drop;
pub mod bid_place;
pub mod bid_withdraw;
pub mod bids_close;
pub mod bids_open;
mod closing;
pub mod lease_award;
pub mod lease_award_best;
pub mod lease_bids_close;
pub mod lease_bids_open;
mod opening;

pub use award::*;
pub use award_job::*;
pub use award_lease::*;
pub use bid_award::*;
pub use bid_award_best::*;
pub use bid_drop::*;
pub use bid_place::*;
pub use bid_withdraw::*;
pub use bids_close::*;
pub use bids_open::*;
pub use closing::*;
pub use lease_award::*;
pub use lease_award_best::*;
pub use lease_bids_close::*;
pub use lease_bids_open::*;
pub use opening::*;
