//! Facts that indexers follow. Amounts are base units of the payment mint, times are unix seconds.

use anchor_lang::prelude::*;

/// A market was opened.
#[event]
pub struct MarketOpened {
    pub market: Address,
    pub opener: Address,
    pub payment_mint: Address,
}

/// An operator opened its book.
#[event]
pub struct OperatorRegistered {
    pub operator: Address,
    pub wallet: Address,
    pub pool: Address,
}

/// A worker joined.
#[event]
pub struct WorkerRegistered {
    pub worker: Address,
    pub operator: Address,
    pub key: Address,
    pub gpus: u8,
    pub vram_gib: u16,
}

/// A worker left.
#[event(bytemuck)]
pub struct WorkerRetired {
    pub worker: Address,
    pub operator: Address,
}

/// An operator closed its book.
#[event(bytemuck)]
pub struct OperatorClosed {
    pub operator: Address,
    pub wallet: Address,
}

/// A client's balance grew.
#[event(bytemuck)]
pub struct Deposited {
    pub balance: Address,
    pub amount: u64,
}

/// A client took free money back.
#[event(bytemuck)]
pub struct Withdrawn {
    pub balance: Address,
    pub amount: u64,
}

/// A job waits for a claim.
#[event(bytemuck)]
pub struct JobPosted {
    pub job: Address,
    pub market: Address,
    pub price: u64,
}

/// A worker holds a job.
#[event(bytemuck)]
pub struct JobClaimed {
    pub job: Address,
    pub worker: Address,
    pub deadline: i64,
}

/// A result is attested.
#[event(bytemuck)]
pub struct JobSubmitted {
    pub job: Address,
    pub worker: Address,
    pub result_hash: [u8; 32],
    pub review_ends_at: i64,
}

/// A job was paid. Sent as a call of the program to itself, so that no log limit can cut it.
#[event(bytemuck)]
pub struct JobSettled {
    pub job: Address,
    pub worker: Address,
    pub paid: u64,
    pub burned: u64,
    pub fee: u64,
}

/// A client withdrew a job.
#[event(bytemuck)]
pub struct JobCancelled {
    pub job: Address,
    pub refunded: u64,
}

/// Nobody claimed a job in time.
#[event(bytemuck)]
pub struct JobExpired {
    pub job: Address,
    pub refunded: u64,
}
