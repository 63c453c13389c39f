//! Errors of the staking program.

use anchor_lang::prelude::*;

#[error_code(offset = 6100)]
pub enum StakingError {
    // 0
    #[msg("Only the program's upgrade authority may initialise it.")]
    NotUpgradeAuthority,
    #[msg("A parameter is outside its bounds.")]
    ParameterOutOfBounds,
    #[msg("The mint must be HEAT.")]
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
}
