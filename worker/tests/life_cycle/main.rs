//! A worker against a chain in this process.

mod auctions;
mod checkpoints;
mod gangs;
mod jobs;
mod judged;
mod leases;
mod replicas;
mod signed;
mod support;
mod votes;
