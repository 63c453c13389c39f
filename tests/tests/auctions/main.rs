//! Auctions of jobs and of leases, an instruction a file; then what an attacker would try.
//!
//! What both kinds of order have in common is tested for both in the file of the job's instruction; the file of
//! the lease's has what is a lease's alone.

mod order;
mod stage;
mod steps;

mod bid_award;
mod bid_award_best;
mod bid_drop;
mod bid_place;
mod bid_place_full;
mod bid_place_limits;
mod bid_withdraw;
mod bids_close;
mod bids_open;
mod certificates;
mod lease_award;
mod lease_award_best;
mod lease_bids_close;
mod lease_bids_open;

mod dollars;
mod endings;
mod lost;
mod posting;

mod attacks_accounts;
mod attacks_addresses;
mod attacks_awards;
mod attacks_copies;
mod attacks_foreign;
mod attacks_rent;
mod attacks_strangers;
mod crowd;

mod errors;
