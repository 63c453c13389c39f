//! The life of a job; `settlement` is what accepting and settling share.

pub mod audit_draw;
pub mod credit_forfeit;
pub mod credit_pay;
pub mod job_accept;
pub mod job_cancel;
pub mod job_checkpoint;
pub mod job_claim;
pub mod job_close;
pub mod job_dispute;
pub mod job_expire;
pub mod job_post;
pub mod job_reclaim;
pub mod job_settle;
pub mod job_start;
pub mod job_submit;
pub mod job_uphold;
mod settlement;

pub use crate::state::Attestation;
pub use audit_draw::*;
pub use credit_forfeit::*;
pub use credit_pay::*;
pub use job_accept::*;
pub use job_cancel::*;
pub use job_checkpoint::*;
pub use job_claim::*;
pub use job_close::*;
pub use job_dispute::*;
pub use job_expire::*;
pub use job_post::*;
pub use job_reclaim::*;
pub use job_settle::*;
pub use job_start::*;
pub use job_submit::*;
pub use job_uphold::*;
pub use settlement::*;
