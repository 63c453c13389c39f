//! The escrow of jobs, crews, auctions and leases together: whatever clients, sponsors, workers and strangers do in
//! whatever order, the chain is what a reference says, the books hold, and in the end strangers alone bring
//! everything to its end.

mod action;
mod case;
mod cast;
mod check;
mod coverage;
mod machine;
mod model;
mod regressions;
mod strategy;
mod sweep;
mod world;
