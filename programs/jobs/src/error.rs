//! Errors of the jobs program.

use anchor_lang::prelude::*;

#[error_code(offset = 6200)]
pub enum JobsError {
    // 0
    #[msg("New jobs are paused.")]
    JobsPaused,
    #[msg("A parameter is outside its bounds.")]
    ParameterOutOfBounds,
    #[msg("The mint must be the one in which is paid.")]
    WrongMint,
    #[msg("The vault must be the one that the books name.")]
    WrongVault,
    #[msg("The market's fee vault must belong to the token program and hold the payment mint.")]
    WrongFeeVault,
    // 5
    #[msg("The vault must hold at least what the books say.")]
    VaultShort,
    #[msg("An amount does not fit.")]
    Overflow,
    #[msg("The price must be above zero.")]
    ZeroPrice,
    #[msg("The amount must be above zero.")]
    ZeroAmount,
    #[msg("The client's balance has less free than that; deposit first.")]
    BalanceTooLow,
    // 10
    #[msg("Only the client who owns this balance may do this.")]
    NotClient,
    #[msg("The balance must be in the market's payment mint.")]
    WrongBalance,
    #[msg("The job's time limit is outside what the market allows.")]
    JobTimeOutOfBounds,
    #[msg("The time to wait for a claim is outside its bounds.")]
    ClaimTimeOutOfBounds,
    #[msg("The artifact store URI must not be empty.")]
    StoreUriEmpty,
    // 15
    #[msg("The job must be open.")]
    JobNotOpen,
    #[msg("The job must be assigned and not yet started.")]
    JobNotAssigned,
    #[msg("The job must be running.")]
    JobNotRunning,
    #[msg("The job must be in review.")]
    JobNotInReview,
    #[msg("The job must be assigned or running.")]
    JobNotHeld,
    // 20
    #[msg("The job must have ended.")]
    JobNotEnded,
    #[msg("The job must belong to the accounts given.")]
    JobMismatch,
    #[msg("The job's time to be claimed is over.")]
    ClaimWindowOver,
    #[msg("The job can still be claimed.")]
    ClaimWindowOpen,
    #[msg("The job's deadline has passed.")]
    DeadlinePassed,
    // 25
    #[msg("The job's deadline has not passed.")]
    DeadlineNotPassed,
    #[msg("The review window is still open.")]
    ReviewOpen,
    #[msg("The job is kept readable a while longer; only its client may close it now.")]
    RetentionNotOver,
    #[msg("Only the worker's own key may do this.")]
    NotWorker,
    #[msg("Only the operator may do this.")]
    NotOperator,
    // 30
    #[msg("The worker must belong to this operator.")]
    WorkerMismatch,
    #[msg("The pool must be the operator's own.")]
    WrongPool,
    #[msg("The worker is retired.")]
    WorkerRetired,
    #[msg("The worker still holds jobs.")]
    WorkerBusy,
    #[msg("The worker already holds as many jobs as it may.")]
    WorkerFull,
    // 35
    #[msg("The worker has fewer GPUs or less memory than the job's market asks for.")]
    HardwareTooSmall,
    #[msg("The operator's stake is below the minimum for its GPUs in this market.")]
    StakeTooLow,
    #[msg("At least half of what backs the pool's jobs must be active stake of the operator's own.")]
    OwnStakeTooLow,
    #[msg("The operator's free stake does not cover the job's collateral.")]
    CollateralTooLow,
    #[msg("Only the slashing program may do this.")]
    NotSlashingProgram,
    // 40
    #[msg("The result hash must not be zero.")]
    ResultHashZero,
    #[msg("The rent goes back to whoever paid it.")]
    WrongRentPayer,
    #[msg("The stored state of the job is not a known one.")]
    UnknownState,
    #[msg("The operator has workers, or had until less than 6 days ago.")]
    OperatorBusy,
    #[msg("The market is closed to new orders.")]
    MarketClosed,
    // 45
    #[msg("The market does not take orders of this price mode.")]
    WrongPriceMode,
    #[msg("Only the opener of the market may do this.")]
    NotOpener,
    #[msg("The worker is not in a region that the market asks for.")]
    WrongRegion,
    #[msg("The price is in dollars; pass the governance account and a price update.")]
    PriceMissing,
    #[msg("The price update is not one that counts; `price_quote` of the token program says why.")]
    PriceRefused,
    // 50
    #[msg("The client needs a balance in HEAT, which takes its part of penalties.")]
    WrongCompensation,
    #[msg("The balance holds deposits of 8 others already.")]
    TooManySponsors,
    #[msg("Nothing of this depositor is free to be refunded.")]
    NothingToRefund,
    #[msg("A refund goes to a token account of who made the deposit.")]
    NotDepositor,
    #[msg("That much is not the client's own; deposits of others go back to them.")]
    MoneyOfOthers,
    // 55
    #[msg("The drawing must end before the time to claim does, and its rate be at most 100%.")]
    SortitionOutOfBounds,
    #[msg("Until the drawing's window is over only drawn workers may claim.")]
    NotDrawn,
    #[msg("The client named another worker for this job.")]
    NotDesignated,
    #[msg("A job has one worker, or 2 to 8 that share it.")]
    SeatsOutOfBounds,
    #[msg("The quorum must be more than half of the replicas and at most all of them.")]
    QuorumOutOfBounds,
    // 60
    #[msg("A crew cannot be named in advance.")]
    DesignatedCrew,
    #[msg("The job is done by another number of workers, or another kind of crew.")]
    WrongCrew,
    #[msg("The job's price is up for auction; bid for it.")]
    JobAuctioned,
    #[msg("The job's price is not up for auction.")]
    JobNotAuctioned,
    #[msg("A checkpoint's number must rise, and its progress not fall and be less than the whole.")]
    CheckpointOutOfOrder,
    // 65
    #[msg("The checkpoint's hash must not be zero.")]
    CheckpointHashZero,
    #[msg("There are not so many checkpoints to go on from.")]
    CheckpointUnknown,
    #[msg("There is no such credit, or it is paid.")]
    NoCredit,
    #[msg("The review window is over.")]
    ReviewOver,
    #[msg("The job still holds money, bids or a crew.")]
    JobNotCleared,
    // 70
    #[msg("A bid must not be above the ceiling.")]
    BidAboveCeiling,
    #[msg("The time to bid is over.")]
    BiddingOver,
    #[msg("Bids can still be placed.")]
    BiddingOpen,
    #[msg("All places are taken by bids that are as good or better.")]
    BidsFull,
    #[msg("While all places are taken a bid can be lowered, but neither raised nor withdrawn.")]
    BidBinding,
    // 75
    #[msg("There is no such bid.")]
    NoBid,
    #[msg("The bid is above what it is to be awarded at.")]
    BidRaised,
    #[msg("Only the best bid can be awarded by anyone.")]
    NotBestBid,
    #[msg("The bid's worker can be engaged, or the accounts given do not show that it cannot.")]
    NotDroppable,
    #[msg("The order is still up for auction.")]
    StillAuctioned,
    // 80
    #[msg("The order has bids or a crew already.")]
    AlreadyAttached,
    #[msg("An auction is open to all; no worker can be named or drawn for it in advance.")]
    AuctionRestricted,
    #[msg("The longest time of the lease is outside what the market allows.")]
    LeaseTimeOutOfBounds,
    #[msg("A lease must be paid ahead for at least a minute and at most for its longest time.")]
    FundedTimeOutOfBounds,
    #[msg("The warning of low funds must lie within the lease's longest time.")]
    LowTimeOutOfBounds,
    // 85
    #[msg("The rate is too high for the longest time of the lease.")]
    RateTooHigh,
    #[msg("The lease must be open.")]
    LeaseNotOpen,
    #[msg("The lease must be assigned and not yet started.")]
    LeaseNotAssigned,
    #[msg("The lease must be running.")]
    LeaseNotRunning,
    #[msg("A worker must hold the lease.")]
    LeaseNotHeld,
    // 90
    #[msg("The lease has ended.")]
    LeaseClosed,
    #[msg("The lease must have ended, and hold neither money nor bids.")]
    LeaseNotCleared,
    #[msg("The lease's rate is up for auction; bid for it.")]
    LeaseAuctioned,
    #[msg("The lease's rate is not up for auction.")]
    LeaseNotAuctioned,
    #[msg("The lease is kept for its backup worker a while.")]
    KeptForBackup,
    // 95
    #[msg("The time to start is over.")]
    StartOver,
    #[msg("The lease was settled less than a minute ago.")]
    SettledLately,
    #[msg("The lease's time is up, or its worker's notice is over.")]
    LeaseOver,
    #[msg("The time to put in more funds is over.")]
    GraceOver,
    #[msg("The lease's funds must last for a minute more.")]
    FundsTooLow,
    // 100
    #[msg("The worker must answer the client's ping first.")]
    PingOpen,
    #[msg("There is no ping to answer.")]
    NoPing,
    #[msg("The worker was down; the penalty must be taken first.")]
    PenaltyDue,
    #[msg("The worker was not down for as long as the next penalty takes.")]
    NotDown,
    #[msg("The lease must be settled up to the outage first.")]
    SettleFirst,
    // 105
    #[msg("The worker gave notice already.")]
    NoticeGiven,
    #[msg("The worker gave no notice, or it is not over.")]
    NoticeNotOver,
    #[msg("That is not a client's reason to close a lease.")]
    NotClientsReason,
    #[msg("The lease has time and funds, or may still get some.")]
    LeaseGoesOn,
    #[msg("The worker has a seat in the crew already.")]
    WorkerSeated,
    // 110
    #[msg("Replicas must be of different operators.")]
    SameOperator,
    #[msg("There is no such seat, or nobody took it.")]
    NoSeat,
    #[msg("The seat's worker must have joined, and neither committed nor submitted.")]
    SeatNotJoined,
    #[msg("The seat's worker must have committed to a result, and not revealed it.")]
    SeatNotCommitted,
    #[msg("The commitment must not be zero.")]
    CommitmentZero,
    // 115
    #[msg("The commitment must be that of this result, worker and salt.")]
    CommitmentMismatch,
    #[msg("Results are revealed once every worker committed, or the deadline passed.")]
    RevealTooEarly,
    #[msg("The time to reveal is over.")]
    RevealOver,
    #[msg("The seat's worker delivered no result that is paid, or was paid.")]
    SeatNotPayable,
    #[msg("The seat's worker may still deliver, is to be paid or punished, or has left.")]
    SeatNotFree,
    // 120
    #[msg("The seat's worker is not late.")]
    SeatNotLate,
    #[msg("A worker of the crew may still deliver.")]
    CrewGoesOn,
    #[msg("The job must have ended, and no worker of the crew wait for its money or collateral.")]
    CrewNotCleared,
    #[msg("The operator's book is open; pay it.")]
    OperatorOpen,
    #[msg("The block that draws whether the result is audited has not come yet; try again in a second.")]
    SlotNotReached,
    // 125
    #[msg("The account must be the sysvar of slot hashes.")]
    NotSlotHashes,
    #[msg("Whether the result is audited is drawn already, or the market has no audits.")]
    AuditNotPending,
    #[msg("No audit was drawn for the result.")]
    AuditNotDrawn,
    #[msg("First draw whether the result is audited; what is drawn is judged before it is paid.")]
    AuditOutstanding,
    #[msg("A committee found the result right; it is not judged again.")]
    AlreadyUpheld,
    // 130
    #[msg("The job's result is not being judged.")]
    JobNotDisputed,
    #[msg("The market asks for a certificate of the worker's GPUs.")]
    CertificateMissing,
    #[msg("The certificate must be the worker's own.")]
    CertificateMismatch,
    #[msg("So many GPUs of the worker must be certified at present, and as fast as the market asks for.")]
    CertificateTooLow,
    // 135
    #[msg("Nobody knows the seat's result: its worker did not reveal one.")]
    SeatNotRevealed,
    #[msg("The seat's result was judged before, or is being judged.")]
    SeatDisputed,
    #[msg("The market's attestor must co-sign the result before it is paid without its client.")]
    AttestationOutstanding,
    #[msg("Only the market's attestor co-signs results.")]
    NotAttestor,
    #[msg("The result needs no co-signature, or has one.")]
    NothingToAttest,
    // 140
    #[msg("The job's result is another one, or of another attempt.")]
    OtherResult,
}
