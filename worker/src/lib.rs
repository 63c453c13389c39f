//! The Furnace worker: watches the chain for jobs, takes those its operator's policy allows, computes them
//! on its GPU and attests to the results.
//!
//! The way of a job: [`watcher`] -> [`policy`] -> [`runner`] -> [`attestor`], each a task of its own. What is rented by
//! the second asks through [`serve`].
//! The results of others are judged by [`verifying`], a daemon of its own.
//! Every step on chain goes through the [`journal`] first, and [`reconcile`] says what a worker owes a job
//! whatever happened before.

pub mod attestor;
pub mod chain;
pub mod config;
pub mod convictions;
pub mod device;
pub mod earning;
pub mod executor;
pub mod journal;
pub mod notary;
pub mod policy;
pub mod proving;
pub mod reconcile;
pub mod registration;
pub mod remembering;
pub mod runner;
pub mod serve;
pub mod status;
pub mod steps;
pub mod tasks;
pub mod verifying;
pub mod watcher;
pub mod worker;

#[cfg(test)]
mod testing;
