//! Operators' books and their workers.

pub mod operator_close;
pub mod operator_register;
pub mod worker_register;
pub mod worker_retire;

pub use operator_close::*;
pub use operator_register::*;
pub use worker_register::*;
pub use worker_retire::*;
