use anchor_lang::prelude::*;

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
