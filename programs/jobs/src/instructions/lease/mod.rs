//! Leases: compute paid by the second; `billing` is what all that pays shares.

mod billing;
pub mod lease_answer;
pub mod lease_cancel;
pub mod lease_claim;
pub mod lease_close;
pub mod lease_end;
pub mod lease_expire;
pub mod lease_leave;
pub mod lease_notice;
pub mod lease_open;
pub mod lease_ping;
pub mod lease_reclaim;
pub mod lease_settle;
pub mod lease_start;
pub mod lease_sweep;
pub mod lease_top_up;

pub use billing::*;
pub use lease_answer::*;
pub use lease_cancel::*;
pub use lease_claim::*;
pub use lease_close::*;
pub use lease_end::*;
pub use lease_expire::*;
pub use lease_leave::*;
pub use lease_notice::*;
pub use lease_open::*;
pub use lease_ping::*;
pub use lease_reclaim::*;
pub use lease_settle::*;
pub use lease_start::*;
pub use lease_sweep::*;
pub use lease_top_up::*;
