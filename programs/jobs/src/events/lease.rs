use anchor_lang::prelude::*;

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
