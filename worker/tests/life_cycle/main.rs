//! A worker against a chain in this process.

mod checkpoints;
mod jobs;
mod support;
