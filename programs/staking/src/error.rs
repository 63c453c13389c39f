//! Errors of the staking program.

use anchor_lang::prelude::*;

#[error_code(offset = 6100)]
pub enum StakingError {
    // 0
    #[msg("New stakes and pools are paused.")]
    StakesPaused,
    #[msg("A parameter is outside its bounds.")]
    ParameterOutOfBounds,
    #[msg("The mint must be HEAT or the dollar token, as the place wants it.")]
    WrongMint,
    #[msg("The vault must be the pool's own.")]
    WrongVault,
    #[msg("The position must belong to this pool.")]
    WrongPool,
    // 5
    #[msg("Only the position's owner may do this.")]
    NotPositionOwner,
    #[msg("The amount must be above zero and buy at least one share.")]
    AmountTooSmall,
    #[msg("The position holds fewer shares than that.")]
    NotEnoughShares,
    #[msg("Delegations to this pool would pass the cap on the operator's own stake.")]
    DelegationCapReached,
    #[msg("The pool was slashed to almost nothing and takes no new stake.")]
    PoolExhausted,
    // 10
    #[msg("The position has no room for another unbonding; withdraw one first.")]
    TooManyUnbondings,
    #[msg("There is no unbonding at that index.")]
    NoSuchUnbonding,
    #[msg("The cool-down of this unbonding is not over.")]
    StillCoolingDown,
    #[msg("Only the slashing program may slash.")]
    NotSlashingProgram,
    #[msg("A slash may not pass the pool's stake, nor its parts the whole.")]
    SlashTooLarge,
    // 15
    #[msg("The vault must hold at least what the books say.")]
    VaultShort,
    #[msg("A reporter's part needs a reporter's account.")]
    ReporterMissing,
    #[msg("An amount does not fit.")]
    Overflow,
    #[msg("These shares are locked until the lock ends.")]
    StakeLocked,
    #[msg("A lock lasts from one second to 365 days.")]
    LockOutOfBounds,
    // 20
    #[msg("A lock may not end sooner than it did.")]
    LockShortened,
    #[msg("Nothing is owed in this mint.")]
    NothingOwed,
    #[msg("Only the pool's operator may do this.")]
    NotOperator,
    #[msg("A pool closes when nobody has a share, a position or commission in it.")]
    PoolNotEmpty,
    #[msg("A position closes when nothing is staked, unbonding or owed.")]
    PositionNotEmpty,
    // 25
    #[msg("The operator must close its book with the jobs program first.")]
    OperatorStillRegistered,
    #[msg("The rent goes back to whoever paid it.")]
    WrongRentPayer,
    #[msg("Votes are counted from pairs of pool and position of one wallet, positions in ascending order.")]
    WrongVotes,
    #[msg("The voter weight record belongs to another program or has another size.")]
    WrongRecord,
    #[msg("The last change of the commission holds by now; sync the pool's rewards first.")]
    CommissionNotBooked,
    // 30
    #[msg("A penalty of the pool may still be overturned; stake again when it is decided.")]
    PenaltyPending,
    #[msg("No penalty of the pool waits for an appeal.")]
    NoPenaltyPending,
}
