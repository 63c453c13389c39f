//! A worker against a chain in this process.

mod auctions;
mod checkpoints;
mod jobs;
mod support;
