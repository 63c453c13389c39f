//! Why a job is not taken.

use std::time::Duration;

use furnace_client::heat::Heat;
use solana_address::Address;
use thiserror::Error;

/// A reason to leave a job to others.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Refusal {
    /// Someone has it, or it has ended.
    #[error("it is not open")]
    NotOpen,
    /// Nobody can claim it any more.
    #[error("its time to be claimed is over")]
    ClaimOver,
    /// Workers bid for it.
    #[error("it is auctioned, and goes to a bidder")]
    Auctioned,
    /// Several workers do it.
    #[error("it is for a crew")]
    ForACrew,
    /// This worker is in the crew already, or another one of its operator is where each must be of another.
    #[error("this operator has a seat in its crew already")]
    Seated,
    /// Others bid less than this worker may.
    #[error("another worker bids {lowest}, and this one asks for {least}")]
    Outbid {
        /// The lowest bid.
        lowest: Heat,
        /// What this worker would have to be paid.
        least: Heat,
    },
    /// Others must be able to reach this machine.
    #[error("others must reach this machine for it, and network.host is not set")]
    NotReachable,
    /// Another worker goes first.
    #[error("it is kept for the worker that its client named as a backup")]
    KeptForBackup,
    /// The market is for workers elsewhere.
    #[error("its market is not for this worker's region")]
    OtherRegion,
    /// The client wants another worker.
    #[error("its client has named another worker for it")]
    NotDesignated,
    /// Others were drawn.
    #[error("only workers that were drawn may claim it yet")]
    NotDrawn,
    /// It failed here before.
    #[error("this worker has handed it back before")]
    GaveUpBefore,
    /// The device does not compute right.
    #[error("the device is not well")]
    DeviceUnwell,
    /// The worker has left for good.
    #[error("this worker is retired")]
    WorkerRetired,
    /// The worker holds all the jobs it may.
    #[error("this worker already holds as many jobs as it may")]
    WorkerFull,
    /// The market wants more or larger GPUs.
    #[error("it asks for more GPUs or memory than this worker has declared")]
    HardwareTooSmall,
    /// The market wants proof of what the GPUs do.
    #[error(
        "it asks for {gpus} GPU(s) certified at {score} int8 operations a second, which this worker has not proven"
    )]
    NotCertified {
        /// How many.
        gpus: u8,
        /// What each must do.
        score: u64,
    },
    /// The pool does not reach the market's minimum.
    #[error("the pool's stake of {stake} HEAT is below the minimum of {minimum}")]
    StakeTooLow {
        /// Active stake.
        stake: Heat,
        /// What the market's class asks for all the operator's GPUs.
        minimum: Heat,
    },
    /// The delegators carry too much of the risk.
    #[error("less than half of the pool's active stake is the operator's own")]
    OwnStakeTooLow,
    /// The pool cannot back it now.
    #[error("its collateral of {collateral} HEAT is above the free stake of {free}")]
    CollateralNotCovered {
        /// What the job locks.
        collateral: Heat,
        /// Stake that no job holds.
        free: Heat,
    },
    /// The operator works elsewhere.
    #[error("its market {0} is not in policy.markets")]
    MarketNotListed(Address),
    /// It pays too little.
    #[error("its price of {price} HEAT is below {least}")]
    PriceTooLow {
        /// What it pays.
        price: Heat,
        /// What it would have to pay.
        least: Heat,
    },
    /// What it pays cannot be compared with what the operator asks.
    #[error("its price is in dollars, and policy.min_price and min_price_per_second are in HEAT")]
    PriceInDollars,
    /// It risks too much.
    #[error("its collateral of {collateral} HEAT is above policy.max_collateral, {most}")]
    CollateralTooHigh {
        /// What the job locks.
        collateral: Heat,
        /// The operator's limit.
        most: Heat,
    },
    /// It leaves too little time, whatever it computes.
    #[error("its {given:?} are below policy.min_time, {least:?}")]
    TimeTooShort {
        /// From claim to deadline.
        given: Duration,
        /// The operator's limit.
        least: Duration,
    },
    /// Its store is none that this worker may touch.
    #[error("its store {0} is not covered by policy.stores")]
    StoreNotAllowed(String),
    /// The operator does not run its kernel.
    #[error("its kernel {0} is not in policy.kernels")]
    KernelNotListed(&'static str),
    /// Its inputs are too large.
    #[error("its inputs of {0} bytes are above limits.max_input_bytes")]
    InputTooLarge(u64),
    /// Its results may be too large.
    #[error("its results may reach {0} bytes, above limits.max_output_bytes")]
    OutputTooLarge(u64),
    /// The device would not finish in time.
    #[error("it would take {needed:.0?} with policy.time_margin, and gives {given:?}")]
    TooSlow {
        /// Estimated time with the operator's margin.
        needed: Duration,
        /// From claim to deadline.
        given: Duration,
    },
}

impl Refusal {
    /// A short name, for counting.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotOpen => "not_open",
            Self::ClaimOver => "claim_over",
            Self::Auctioned => "auctioned",
            Self::ForACrew => "for_a_crew",
            Self::Seated => "seated",
            Self::Outbid { .. } => "outbid",
            Self::NotReachable => "not_reachable",
            Self::KeptForBackup => "kept_for_backup",
            Self::OtherRegion => "other_region",
            Self::NotDesignated => "not_designated",
            Self::NotDrawn => "not_drawn",
            Self::GaveUpBefore => "gave_up_before",
            Self::DeviceUnwell => "device_unwell",
            Self::WorkerRetired => "worker_retired",
            Self::WorkerFull => "worker_full",
            Self::HardwareTooSmall => "hardware_too_small",
            Self::NotCertified { .. } => "not_certified",
            Self::StakeTooLow { .. } => "stake_too_low",
            Self::OwnStakeTooLow => "own_stake_too_low",
            Self::CollateralNotCovered { .. } => "collateral_not_covered",
            Self::MarketNotListed(_) => "market_not_listed",
            Self::PriceTooLow { .. } => "price_too_low",
            Self::PriceInDollars => "price_in_dollars",
            Self::CollateralTooHigh { .. } => "collateral_too_high",
            Self::TimeTooShort { .. } => "time_too_short",
            Self::StoreNotAllowed(_) => "store_not_allowed",
            Self::KernelNotListed(_) => "kernel_not_listed",
            Self::InputTooLarge(_) => "input_too_large",
            Self::OutputTooLarge(_) => "output_too_large",
            Self::TooSlow { .. } => "too_slow",
        }
    }

    /// Whether the same job may be taken later, when the worker's own state has changed.
    pub fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::NotOpen
                | Self::NotDrawn
                | Self::Outbid { .. }
                | Self::KeptForBackup
                | Self::DeviceUnwell
                | Self::WorkerFull
                | Self::NotCertified { .. }
                | Self::StakeTooLow { .. }
                | Self::OwnStakeTooLow
                | Self::CollateralNotCovered { .. }
        )
    }
}
