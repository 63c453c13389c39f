//! Everything that can happen.

use furnace_common::state::{CloseReason, CrewKind};

/// What a transaction says of the price of HEAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quote {
    /// Nothing.
    None,
    /// That of the moment.
    Fresh,
    /// One that is older than counts.
    Stale,
}

/// What a client asks for in a job.
#[derive(Clone, Debug)]
pub(crate) struct JobAsk {
    pub(crate) price: u64,
    pub(crate) claim_seconds: u32,
    pub(crate) max_seconds: u32,
    pub(crate) sortition_seconds: u32,
    pub(crate) sortition_bps: u16,
    pub(crate) auction: bool,
    pub(crate) crew: CrewKind,
    pub(crate) seats: u8,
    pub(crate) quorum: u8,
    pub(crate) designated: Option<usize>,
}

/// What a client asks for in a lease.
#[derive(Clone, Debug)]
pub(crate) struct LeaseAsk {
    pub(crate) rate: u64,
    pub(crate) funded_seconds: u32,
    pub(crate) max_seconds: u32,
    pub(crate) claim_seconds: u32,
    pub(crate) low_seconds: u32,
    pub(crate) auction: bool,
    pub(crate) designated: Option<usize>,
    pub(crate) backup: Option<usize>,
}

/// One thing that an actor does, or that time or the price does. Actors, balances, markets and orders are indices;
/// amounts are base units, times seconds. `by` is a wallet that signs, `worker` one whose key signs.
#[rustfmt::skip]
#[derive(Clone, Debug)]
pub(crate) enum Action {
    // Money
    Deposit { purse: usize, by: usize, amount: u64 },
    Sponsor { purse: usize, by: usize, amount: u64 },
    Refund { purse: usize, to: usize, by: usize },
    Withdraw { purse: usize, by: usize, amount: u64 },
    // Operators
    Unstake { operator: usize, shares: u64 },
    WithdrawStake { operator: usize, index: u8 },
    Retire { worker: usize },
    // A job and its worker
    Post { purse: usize, by: usize, market: usize, quote: Quote, ask: JobAsk },
    Claim { order: usize, worker: usize },
    Start { order: usize, worker: usize, from: u8 },
    Checkpoint { order: usize, worker: usize, sequence: u32, progress: u16 },
    Submit { order: usize, worker: usize, result: u8 },
    Accept { order: usize, by: usize, quote: Quote },
    Accuse { order: usize, by: usize, result: u8 },
    Acquit { order: usize },
    Settle { order: usize, quote: Quote },
    PayCredit { order: usize, index: u8 },
    ForfeitCredit { order: usize, index: u8 },
    Cancel { order: usize, by: usize },
    Expire { order: usize },
    Quit { order: usize, worker: usize },
    Miss { order: usize },
    Close { order: usize, by: usize },
    // Auctions, of jobs and of leases
    OpenBids { order: usize, by: usize },
    Bid { order: usize, worker: usize, price: u64 },
    WithdrawBid { order: usize, worker: usize },
    DropBid { order: usize, worker: usize },
    Award { order: usize, by: usize, worker: usize, most: u64 },
    AwardBest { order: usize, worker: usize },
    CloseBids { order: usize },
    // Crews
    OpenCrew { order: usize, by: usize },
    Join { order: usize, worker: usize },
    Meet { order: usize, worker: usize, rank: u8 },
    Commit { order: usize, worker: usize, seat: u8, result: u8 },
    Reveal { order: usize, worker: usize, seat: u8, result: u8 },
    Deliver { order: usize, worker: usize, seat: u8, result: u8 },
    AcceptCrew { order: usize, by: usize },
    SettleCrew { order: usize },
    Conclude { order: usize },
    PaySeat { order: usize, seat: u8, quote: Quote },
    ReleaseSeat { order: usize, seat: u8 },
    MissSeat { order: usize, seat: u8 },
    QuitSeat { order: usize, worker: usize, seat: u8 },
    CloseCrew { order: usize, by: usize },
    // Leases
    OpenLease { purse: usize, by: usize, market: usize, quote: Quote, ask: LeaseAsk },
    Take { order: usize, worker: usize },
    StartLease { order: usize, worker: usize },
    SettleLease { order: usize, quote: Quote },
    TopUp { order: usize, by: usize, amount: u64 },
    Ping { order: usize, by: usize },
    Answer { order: usize, worker: usize },
    Notice { order: usize, worker: usize },
    Leave { order: usize, quote: Quote },
    CloseLease { order: usize, by: usize, quote: Quote, reason: CloseReason },
    EndLease { order: usize, quote: Quote },
    CancelLease { order: usize, by: usize },
    ExpireLease { order: usize },
    Down { order: usize },
    Sweep { order: usize, by: usize },
    // Around them
    CloseMarket { market: usize, by: usize },
    Pause { jobs: bool },
    Price { mantissa: u64, confidence: u64 },
    Wait { seconds: i64 },
}

impl Action {
    /// The order that it is about, if it is about one that must be there.
    #[rustfmt::skip]
    pub(crate) fn order(&self) -> Option<usize> {
        use Action::*;
        match *self {
            Claim { order, .. } | Start { order, .. } | Checkpoint { order, .. } | Submit { order, .. }
            | Accept { order, .. } | Accuse { order, .. } | Acquit { order } | Settle { order, .. }
            | PayCredit { order, .. } | ForfeitCredit { order, .. }
            | Cancel { order, .. } | Expire { order } | Quit { order, .. } | Miss { order } | Close { order, .. }
            | OpenBids { order, .. } | Bid { order, .. } | WithdrawBid { order, .. } | DropBid { order, .. }
            | Award { order, .. } | AwardBest { order, .. } | CloseBids { order }
            | OpenCrew { order, .. } | Join { order, .. } | Meet { order, .. } | Commit { order, .. }
            | Reveal { order, .. } | Deliver { order, .. } | AcceptCrew { order, .. } | SettleCrew { order }
            | Conclude { order } | PaySeat { order, .. } | ReleaseSeat { order, .. } | MissSeat { order, .. }
            | QuitSeat { order, .. } | CloseCrew { order, .. }
            | Take { order, .. } | StartLease { order, .. } | SettleLease { order, .. } | TopUp { order, .. }
            | Ping { order, .. } | Answer { order, .. } | Notice { order, .. } | Leave { order, .. }
            | CloseLease { order, .. } | EndLease { order, .. } | CancelLease { order, .. }
            | ExpireLease { order } | Down { order } | Sweep { order, .. } => Some(order),
            _ => None,
        }
    }

    /// Whether anyone may do it, so that doing it twice must be the same as doing it once.
    pub(crate) fn is_permissionless(&self) -> bool {
        use Action::*;
        matches!(
            self,
            Settle { .. }
                | Acquit { .. }
                | PayCredit { .. }
                | Expire { .. }
                | Miss { .. }
                | DropBid { .. }
                | AwardBest { .. }
                | CloseBids { .. }
                | SettleCrew { .. }
                | Conclude { .. }
                | PaySeat { .. }
                | ReleaseSeat { .. }
                | MissSeat { .. }
                | SettleLease { .. }
                | Leave { .. }
                | EndLease { .. }
                | ExpireLease { .. }
                | Down { .. }
        )
    }

    /// Whether it is about a lease, a job, or either.
    pub(crate) fn wants_lease(&self) -> Option<bool> {
        use Action::*;
        match self {
            Take { .. }
            | StartLease { .. }
            | SettleLease { .. }
            | TopUp { .. }
            | Ping { .. }
            | Answer { .. }
            | Notice { .. }
            | Leave { .. }
            | CloseLease { .. }
            | EndLease { .. }
            | CancelLease { .. }
            | ExpireLease { .. }
            | Down { .. }
            | Sweep { .. } => Some(true),
            OpenBids { .. }
            | Bid { .. }
            | WithdrawBid { .. }
            | DropBid { .. }
            | Award { .. }
            | AwardBest { .. }
            | CloseBids { .. } => None,
            _ => Some(false),
        }
    }
}
