//! Instructions of the jobs program.

mod client;
mod lifecycle;
mod operator;
mod set_up;

pub use client::{balance_open, deposit, withdraw};
pub use lifecycle::{
    Attestation, JobTerms, job_accept, job_cancel, job_claim, job_close, job_expire, job_post, job_settle, job_start,
    job_submit,
};
pub use operator::{Hardware, operator_register, operator_withdraw, worker_register, worker_retire};
pub use set_up::{JobsParameters, MarketTerms, initialize, market_open};
