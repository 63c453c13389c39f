//! Clients' money.

pub mod balance_credit;
pub mod balance_open;
pub mod deposit;
pub mod refund;
pub mod sponsor;
pub mod withdraw;

pub use balance_credit::*;
pub use balance_open::*;
pub use deposit::*;
pub use refund::*;
pub use sponsor::*;
pub use withdraw::*;
