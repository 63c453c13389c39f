//! Errors of the token program.

use anchor_lang::prelude::*;
use furnace_common::price_update::PriceError;

#[error_code(offset = 6000)]
pub enum TokenError {
    // 0
    #[msg("Only the program's upgrade authority may initialise it.")]
    NotUpgradeAuthority,
    #[msg("The supply must equal genesis plus emission minus burns, and never pass the cap.")]
    SupplyMismatch,
    #[msg("The mint must be HEAT or the dollar token, whichever the instruction is about.")]
    WrongMint,
    #[msg("An amount does not fit.")]
    Overflow,

    // 4, fees
    #[msg("Only a token account of the configuration holds fees.")]
    NotFeeVault,
    // 5
    #[msg("The account must be the stakers' vault of the mint.")]
    WrongStakersVault,
    #[msg("The account must be the treasury's of the mint.")]
    WrongTreasury,
    #[msg("Fees in dollars need the auction of the dollar token.")]
    AuctionMissing,
    #[msg("The vault is empty.")]
    NothingToDistribute,

    // 9, auction
    #[msg("The vault must be the auction's own.")]
    WrongVault,
    // 10
    #[msg("The first price must be above zero.")]
    StartPriceZero,
    #[msg("A lot is running.")]
    LotRunning,
    #[msg("The vault holds less than the smallest lot.")]
    LotTooSmall,
    #[msg("No lot is running.")]
    NoLot,
    #[msg("The amount must be above zero.")]
    AmountZero,
    // 15
    #[msg("The price is above the buyer's limit.")]
    CostAboveLimit,
    #[msg("The vault must cover the running lot.")]
    VaultShort,

    // 17, emission
    #[msg("Only the current and the previous epoch can be opened.")]
    EpochOutOfReach,
    #[msg("Points are recorded until the end of the next epoch.")]
    RecordingClosed,
    #[msg("Points can be claimed once the next epoch is over.")]
    RecordingOpen,
    // 20
    #[msg("The time to claim this epoch's points is over.")]
    ClaimsOver,
    #[msg("An epoch is kept until 16 epochs have passed since its end.")]
    EpochKept,
    #[msg("Claims may not pass the epoch's budget.")]
    BudgetExceeded,
    #[msg("Emission may not be ahead of its schedule.")]
    EmissionAboveSchedule,

    // 24, points
    #[msg("Only the proofs program may record points.")]
    NotProofsProgram,
    // 25
    #[msg("The points must be this worker's.")]
    WrongWorker,
    #[msg("The operator must be the worker's.")]
    WrongOperator,
    #[msg("The pool must be that of the worker's operator.")]
    WrongPool,
    #[msg("The worker is retired.")]
    WorkerRetired,
    #[msg("The worker must have been registered when the epoch began.")]
    WorkerTooNew,
    // 30
    #[msg("The pool's stake is below the minimum for the operator's GPUs.")]
    StakeTooLow,
    #[msg("An uptime is at most the whole epoch.")]
    UptimeTooHigh,
    #[msg("Score and uptime give no points.")]
    NoPoints,
    #[msg("The worker's points of this epoch are recorded.")]
    AlreadyRecorded,
    #[msg("The worker has no points of this epoch, or they were claimed.")]
    NothingToClaim,
    // 35
    #[msg("The account must be the income vault of the pool.")]
    WrongIncomeVault,
    #[msg("The worker is neither retired nor closed.")]
    WorkerActive,
    #[msg("Points are left that can be claimed.")]
    PointsClaimable,
    #[msg("The rent goes back to who paid it.")]
    WrongRentPayer,

    // 39, prices
    #[msg("No price feed of HEAT is set.")]
    NoPriceFeed,
    // 40
    #[msg("The price must come from the Pyth receiver.")]
    PriceNotPyth,
    #[msg("The account is not a price update.")]
    PriceMalformed,
    #[msg("The price must be signed by the whole quorum.")]
    PriceNotVerified,
    #[msg("The price is of another feed.")]
    PriceOfOtherFeed,
    #[msg("The price is from the future.")]
    PriceFromFuture,
    // 45
    #[msg("The price is too old.")]
    PriceTooOld,
    #[msg("The price must be above zero.")]
    PriceNotPositive,
    #[msg("The price is too uncertain.")]
    PriceTooUncertain,
    #[msg("The price's exponent is outside its bounds.")]
    PriceExponentOutOfRange,
}

impl From<PriceError> for TokenError {
    fn from(error: PriceError) -> Self {
        match error {
            PriceError::NoFeed => Self::NoPriceFeed,
            PriceError::NotPyth => Self::PriceNotPyth,
            PriceError::Malformed => Self::PriceMalformed,
            PriceError::NotVerified => Self::PriceNotVerified,
            PriceError::WrongFeed => Self::PriceOfOtherFeed,
            PriceError::FromFuture { .. } => Self::PriceFromFuture,
            PriceError::TooOld { .. } => Self::PriceTooOld,
            PriceError::NotPositive => Self::PriceNotPositive,
            PriceError::TooUncertain => Self::PriceTooUncertain,
            PriceError::ExponentOutOfRange { .. } => Self::PriceExponentOutOfRange,
        }
    }
}
