//! Where each error of the program is covered.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_tests::assert_every_error_is_covered;
use furnace_tests::coverage::Coverage::Asserted;

#[test]
fn every_error_is_covered() {
    assert_every_error_is_covered!("staking", FurnaceStakingError {
        StakesPaused => Asserted("pausing.rs"),
        ParameterOutOfBounds => Asserted("commission_set.rs"),
        WrongMint => Asserted("pool_create.rs"),
        WrongVault => Asserted("attacks_vault.rs"),
        WrongPool => Asserted("attacks_positions.rs"),
        NotPositionOwner => Asserted("attacks_positions.rs"),
        AmountTooSmall => Asserted("stake.rs"),
        NotEnoughShares => Asserted("unstake.rs"),
        DelegationCapReached => Asserted("stake.rs"),
        PoolExhausted => Asserted("stake.rs"),
        TooManyUnbondings => Asserted("unstake.rs"),
        NoSuchUnbonding => Asserted("withdraw.rs"),
        StillCoolingDown => Asserted("withdraw.rs"),
        NotSlashingProgram => Asserted("attacks_slash.rs"),
        // These two only if the slashing program asked for too much: the tests sign in its place.
        SlashTooLarge => Asserted("slash.rs"),
        ReporterMissing => Asserted("slash.rs"),
        // By no instruction; only with books that a fault changed.
        VaultShort => Asserted("faults.rs"),
        // By amounts past the supply; nowhere else are the sums large enough.
        Overflow => Asserted("stake.rs"),
        StakeLocked => Asserted("lock.rs"),
        LockOutOfBounds => Asserted("lock.rs"),
        LockShortened => Asserted("lock.rs"),
        NothingOwed => Asserted("rewards_claim.rs"),
        NotOperator => Asserted("commission_set.rs"),
        PoolNotEmpty => Asserted("pool_close.rs"),
        PositionNotEmpty => Asserted("position_close.rs"),
        OperatorStillRegistered => Asserted("pool_close.rs"),
        WrongRentPayer => Asserted("position_close.rs"),
        WrongVotes => Asserted("attacks_votes.rs"),
        // By no instruction; only where something else lies at the record's address.
        WrongRecord => Asserted("faults.rs"),
        CommissionNotBooked => Asserted("commission_set.rs"),
        PenaltyPending => Asserted("penalty_end.rs"),
        NoPenaltyPending => Asserted("penalty_end.rs"),
    });
}
