//! Accounts that the program owns, and the parts that they are made of.

mod balance;
mod bids;
mod billing;
mod checkpoint;
mod crew;
mod escrow;
mod job;
mod job_terms;
mod judgement;
mod lease;
mod market;
mod needs;
mod operator;
mod seat;
mod seating;
mod sponsors;
mod worker;

pub use balance::ClientBalance;
pub use bids::{Auction, Bid, Bids};
pub use checkpoint::{Checkpoint, Credit, Progress};
pub use crew::Crew;
pub use escrow::Escrow;
pub use job::{Attestation, Job};
pub use job_terms::JobTerms;
pub use lease::{Lease, LeaseTerms};
pub use market::Market;
pub use needs::Needs;
pub use operator::Operator;
pub use seat::Seat;
pub use seating::Share;
pub use sponsors::{Sponsor, Sponsors};
pub use worker::{Hardware, Worker};
