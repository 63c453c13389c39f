//! Everything that can happen.

use furnace_client::generated::governance::types::Parameters;

/// The two mints in which rewards and fees are paid, in the programs' order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mint {
    Heat = 0,
    Usd = 1,
}

pub(crate) const MINTS: [Mint; 2] = [Mint::Heat, Mint::Usd];

/// A token account of a program to which anyone can send a gift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vault {
    /// A pool's stake.
    Stake {
        pool: usize,
    },
    /// What a pool's workers earn.
    Income {
        pool: usize,
        mint: Mint,
    },
    /// The stakers' part of all fees.
    StakerFees {
        mint: Mint,
    },
    /// A market's fees in HEAT.
    Fees {
        market: usize,
    },
    /// The first market's fees in dollars.
    UsdFees,
    Auction,
}

/// One thing that an actor does, or that time does. Actors, pools and markets are indices into the cast;
/// amounts are base units, times seconds.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    // Stake
    Stake {
        who: usize,
        pool: usize,
        amount: u64,
    },
    Unstake {
        who: usize,
        pool: usize,
        shares: u64,
    },
    Cancel {
        who: usize,
        pool: usize,
        index: u8,
    },
    Withdraw {
        who: usize,
        pool: usize,
        index: u8,
    },
    Lock {
        who: usize,
        pool: usize,
        shares: u64,
        seconds: i64,
    },
    Refresh {
        who: usize,
        pool: usize,
    },
    OpenPosition {
        who: usize,
        pool: usize,
    },
    ClosePosition {
        who: usize,
        pool: usize,
    },
    // Rewards
    Sync {
        pool: usize,
    },
    Claim {
        who: usize,
        pool: usize,
        mint: Mint,
    },
    ClaimCommission {
        pool: usize,
        mint: Mint,
    },
    AnnounceCommission {
        pool: usize,
        bps: u16,
    },
    // Jobs: posted, done and paid at once; or posted and claimed, to be brought to an end later
    Work {
        pool: usize,
        market: usize,
        price: u64,
    },
    Take {
        pool: usize,
        market: usize,
        price: u64,
    },
    Deliver {
        job: u64,
    },
    /// The stranger reports it, and the client withdraws the job that is open again.
    Miss {
        job: u64,
    },
    /// The worker hands it back, and the client withdraws it.
    Quit {
        job: u64,
    },
    /// What the slashing program could ask for; the client and the stranger get parts.
    Slash {
        pool: usize,
        amount: u64,
        to_client: u64,
        to_reporter: u64,
    },
    // Money
    Donate {
        who: usize,
        to: Vault,
        amount: u64,
    },
    Distribute {
        market: usize,
        mint: Mint,
    },
    StartLot,
    Buy {
        who: usize,
        amount: u64,
        max_cost: u64,
    },
    // Emission
    OpenEpoch {
        epoch: u64,
    },
    Record {
        pool: usize,
        epoch: u64,
        score: u64,
        uptime_bps: u16,
    },
    Emit {
        pool: usize,
        epoch: u64,
    },
    CloseEpoch {
        epoch: u64,
    },
    // Governance
    Pause {
        what: u8,
    },
    Unpause {
        what: u8,
    },
    Propose {
        parameters: Box<Parameters>,
    },
    Apply,
    CancelProposal,
    // Ends
    Retire {
        pool: usize,
    },
    CloseBook {
        pool: usize,
    },
    ClosePool {
        pool: usize,
    },
    ClosePoints {
        pool: usize,
    },
    // Time
    Wait {
        seconds: i64,
    },
}

impl Action {
    /// Whether anyone may do it, so that doing it twice must be the same as doing it once.
    pub(crate) fn is_permissionless(&self) -> bool {
        matches!(
            self,
            Self::Refresh { .. }
                | Self::Sync { .. }
                | Self::Distribute { .. }
                | Self::StartLot
                | Self::OpenEpoch { .. }
                | Self::Emit { .. }
                | Self::CloseEpoch { .. }
                | Self::Apply
                | Self::ClosePosition { .. }
                | Self::ClosePoints { .. }
        )
    }

    /// Whether it takes from stake.
    pub(crate) fn is_slash(&self) -> bool {
        matches!(self, Self::Miss { .. } | Self::Quit { .. } | Self::Slash { .. })
    }
}
