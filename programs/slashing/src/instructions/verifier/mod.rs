//! Verifiers: what they put down, and the roster from which committees are drawn.

pub mod verifier_close;
pub mod verifier_deposit;
pub mod verifier_displace;
pub mod verifier_leave;
pub mod verifier_list;
pub mod verifier_register;
pub mod verifier_withdraw;

pub use verifier_close::*;
pub use verifier_deposit::*;
pub use verifier_displace::*;
pub use verifier_leave::*;
pub use verifier_list::*;
pub use verifier_register::*;
pub use verifier_withdraw::*;
