//! What the clients of leases ask for, over HTTP: one server for all leases that this worker holds.

mod gate;
mod http;
mod refusal;
mod services;

#[cfg(test)]
mod tests;

pub use http::{bind, serve};
pub use refusal::Denied;
pub use services::{Commission, Commissions, Open, Services};
