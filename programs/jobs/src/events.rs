//! Facts that indexers follow. Amounts are base units of the payment mint, times are unix seconds.

use anchor_lang::prelude::*;

/// A market was opened.
#[event]
pub struct MarketOpened {
    pub market: Address,
    pub opener: Address,
    pub payment_mint: Address,
}

/// A market takes no new orders.
#[event(bytemuck)]
pub struct MarketClosed {
    pub market: Address,
}

/// A market is listed among the official ones, or no longer.
#[event]
pub struct MarketListed {
    pub market: Address,
    pub listed: bool,
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

/// Somebody put money into a client's balance.
#[event(bytemuck)]
pub struct Sponsored {
    pub balance: Address,
    pub depositor: Address,
    pub amount: u64,
}

/// A depositor got back what was not used.
#[event(bytemuck)]
pub struct Refunded {
    pub balance: Address,
    pub depositor: Address,
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

/// A client asks for bids for a job or a lease. The ceiling is in units of the quote.
#[event(bytemuck)]
pub struct BidsOpened {
    pub order: Address,
    pub bids: Address,
    pub ceiling: u64,
    pub closes_at: i64,
}

/// A worker bids, or changed its bid. The price is in units of the quote.
#[event(bytemuck)]
pub struct BidPlaced {
    pub order: Address,
    pub worker: Address,
    pub price: u64,
}

/// A worker took its bid back.
#[event(bytemuck)]
pub struct BidWithdrawn {
    pub order: Address,
    pub worker: Address,
}

/// A bid was taken out, because its worker cannot be engaged.
#[event(bytemuck)]
pub struct BidDropped {
    pub order: Address,
    pub worker: Address,
}

/// A bidder holds a job. The price is in units of the quote.
#[event(bytemuck)]
pub struct JobAwarded {
    pub job: Address,
    pub worker: Address,
    pub price: u64,
    pub deadline: i64,
}

/// A bidder holds a lease. The rate is by the second, in units of the quote.
#[event(bytemuck)]
pub struct LeaseAwarded {
    pub lease: Address,
    pub worker: Address,
    pub rate: u64,
    pub start_by: i64,
}

/// A lease waits for a claim. The rate is by the second, in units of the quote.
#[event(bytemuck)]
pub struct LeaseOpened {
    pub lease: Address,
    pub market: Address,
    pub rate: u64,
}

/// A worker holds a lease.
#[event(bytemuck)]
pub struct LeaseClaimed {
    pub lease: Address,
    pub worker: Address,
    pub start_by: i64,
}

/// A lease is billed from now on.
#[event(bytemuck)]
pub struct LeaseStarted {
    pub lease: Address,
    pub worker: Address,
    pub ends_at: i64,
}

/// What was owed is paid, as far as the funds went.
#[event(bytemuck)]
pub struct LeaseSettled {
    pub lease: Address,
    pub worker: Address,
    pub paid: u64,
    pub burned: u64,
    pub fee: u64,
    /// Paid for.
    pub seconds: u64,
    /// Left of the funds.
    pub reserved: u64,
}

/// A lease's funds do not last for as long as its client wants to be warned of.
#[event(bytemuck)]
pub struct LeaseLow {
    pub lease: Address,
    pub seconds_left: u64,
}

/// A client put more funds into a lease.
#[event(bytemuck)]
pub struct LeaseToppedUp {
    pub lease: Address,
    pub amount: u64,
    pub reserved: u64,
}

/// A client asks whether a worker is there.
#[event(bytemuck)]
pub struct LeasePinged {
    pub lease: Address,
    pub worker: Address,
    pub pinged_at: i64,
}

/// A worker is there.
#[event]
pub struct LeaseAnswered {
    pub lease: Address,
    pub worker: Address,
    pub in_time: bool,
}

/// A worker says when it leaves.
#[event(bytemuck)]
pub struct LeaseNoticed {
    pub lease: Address,
    pub worker: Address,
    pub leaves_at: i64,
}

/// A worker left after due notice.
#[event(bytemuck)]
pub struct LeaseLeft {
    pub lease: Address,
    pub worker: Address,
}

/// A lease ended, and the client has back what was left.
#[event(bytemuck)]
pub struct LeaseEnded {
    pub lease: Address,
    pub refunded: u64,
    /// A `CloseReason` byte.
    pub reason: u8,
    pub _pad: [u8; 7],
}

/// A job waits for its crew.
#[event(bytemuck)]
pub struct CrewOpened {
    pub job: Address,
    pub crew: Address,
}

/// A worker has a seat in a crew.
#[event(bytemuck)]
pub struct CrewJoined {
    pub job: Address,
    pub worker: Address,
    pub rank: u8,
    pub _pad: [u8; 7],
}

/// Every seat is taken, and the work begins.
#[event(bytemuck)]
pub struct CrewAssembled {
    pub job: Address,
    pub deadline: i64,
}

/// A replica has a result that nobody can see yet.
#[event(bytemuck)]
pub struct SeatCommitted {
    pub job: Address,
    pub worker: Address,
}

/// The result of one worker of a crew is known.
#[event(bytemuck)]
pub struct SeatSubmitted {
    pub job: Address,
    pub worker: Address,
    pub result_hash: [u8; 32],
}

/// Enough replicas agree, or a gang's result is accepted; the seats can be paid.
#[event(bytemuck)]
pub struct CrewSettled {
    pub job: Address,
    pub result_hash: [u8; 32],
}

/// Nobody of a crew can deliver any more.
#[event(bytemuck)]
pub struct CrewFailed {
    pub job: Address,
}

/// One worker of a crew was paid. Sent as a call of the program to itself, so that no log limit can cut it.
#[event(bytemuck)]
pub struct SeatPaid {
    pub job: Address,
    pub worker: Address,
    pub paid: u64,
    pub burned: u64,
    pub fee: u64,
}

/// One worker of a crew is free, neither paid nor punished.
#[event(bytemuck)]
pub struct SeatReleased {
    pub job: Address,
    pub worker: Address,
    pub refunded: u64,
}
