//! Ordered, idempotent set-up of a cluster: governance first, then what each program keeps, then the first market.
//!
//! Each step knows how to tell from the chain whether it is done, so a run can be repeated, and a run
//! that broke off is continued by the next one.

pub mod config;

mod deployment;
mod error;
mod plan;
mod report;
mod roles;
mod run;
mod steps;

pub use config::{Config, ConfigError, Preset};
pub use error::MigrationError;
pub use plan::Plan;
pub use report::{Addresses, Difference, Outcome, Report, StepReport};
pub use roles::{Roles, Signers};
pub use run::{Progress, run, status};
pub use steps::{State, Step};
