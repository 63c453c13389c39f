//! Where each error of the program is covered.

use furnace_client::generated::staking::errors::FurnaceStakingError::{self, *};
use furnace_tests::coverage::Coverage::{self, Asserted};
use furnace_tests::coverage::assert_covered;

/// A new error does not compile until it has its line here.
fn coverage(error: &FurnaceStakingError) -> Coverage {
    match error {
        NotUpgradeAuthority => Asserted("attacks_initialize.rs"),
        ParameterOutOfBounds => Asserted("initialize.rs"),
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
    }
}

#[test]
fn every_error_is_covered() {
    let errors = [
        NotUpgradeAuthority,
        ParameterOutOfBounds,
        WrongMint,
        WrongVault,
        WrongPool,
        NotPositionOwner,
        AmountTooSmall,
        NotEnoughShares,
        DelegationCapReached,
        PoolExhausted,
        TooManyUnbondings,
        NoSuchUnbonding,
        StillCoolingDown,
        NotSlashingProgram,
        SlashTooLarge,
        VaultShort,
        ReporterMissing,
        Overflow,
    ];
    let errors = errors.map(|error| (error.clone(), coverage(&error)));
    assert_covered("staking", "FurnaceStakingError", &errors);
}
