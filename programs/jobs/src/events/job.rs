use anchor_lang::prelude::*;

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

/// The work can go on from here, whoever does it.
#[event(bytemuck)]
pub struct JobCheckpointed {
    pub job: Address,
    pub worker: Address,
    pub hash: [u8; 32],
    pub sequence: u32,
    pub progress_bps: u16,
    pub _pad: [u8; 2],
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

/// Whether a result is audited was drawn.
#[event(bytemuck)]
pub struct AuditDrawn {
    pub job: Address,
    pub worker: Address,
    pub audited: u8,
    pub _pad: [u8; 7],
}

/// The market's attestor co-signed a result.
#[event(bytemuck)]
pub struct JobAttested {
    pub job: Address,
    pub worker: Address,
    pub result_hash: [u8; 32],
}

/// Nobody co-signed a result in time; the job is done again, or failed.
#[event(bytemuck)]
pub struct JobLapsed {
    pub job: Address,
    pub worker: Address,
    pub refunded: u64,
}

/// A result is being judged, and its job waits for that.
#[event(bytemuck)]
pub struct JobDisputed {
    pub job: Address,
    pub worker: Address,
    /// One where it was drawn to be audited; else somebody accuses the worker.
    pub audit: u8,
    pub _pad: [u8; 7],
}

/// A result was found right.
#[event(bytemuck)]
pub struct JobUpheld {
    pub job: Address,
    pub worker: Address,
    /// From then on anyone may settle, unix seconds.
    pub review_ends_at: i64,
}

/// An operator was paid for a checkpoint from which another went on.
#[event(bytemuck)]
pub struct CreditPaid {
    pub job: Address,
    pub operator: Address,
    pub paid: u64,
    pub burned: u64,
    pub fee: u64,
}

/// An operator that was owed for a checkpoint has closed its book; the client has its part back.
#[event(bytemuck)]
pub struct CreditForfeited {
    pub job: Address,
    pub operator: Address,
    pub refunded: u64,
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
