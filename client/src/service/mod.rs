//! What a leased worker serves, and how it and its client speak with each other.
//!
//! A worker says in the lease's store where it is, sends nothing that it has not signed, and computes only what the
//! lease's client has signed. So neither the store nor the network in between need be trusted: whoever sits there
//! can keep both from each other, and read what they say, but speak for neither.

mod answer;
mod authorization;
mod endpoint;
mod error;
mod http;
mod request;
mod text;

#[cfg(test)]
mod tests;

pub use answer::{Answer, Problem, Served, ServiceState};
pub use authorization::{Authorization, ParseAuthorizationError, WINDOW_SECONDS};
pub use endpoint::Endpoint;
pub use error::ServiceError;
pub use http::ServiceClient;
pub use request::{Request, lease_path, runs_path};
