//! Where each error of the program is covered.

use furnace_client::generated::governance::errors::FurnaceGovernanceError;
use furnace_tests::assert_every_error_is_covered;
use furnace_tests::coverage::Coverage::Asserted;

#[test]
fn every_error_is_covered() {
    assert_every_error_is_covered!("governance", FurnaceGovernanceError {
        NotUpgradeAuthority => Asserted("initialize.rs"),
        NotAuthority => Asserted("authority.rs"),
        NotPendingAuthority => Asserted("authority.rs"),
        NotGuardian => Asserted("guardian.rs"),
        ParameterOutOfBounds => Asserted("bounds.rs"),
        NothingProposed => Asserted("parameters_apply.rs"),
        NoticeNotOver => Asserted("parameters_apply.rs"),
        WrongUsdMint => Asserted("initialize.rs"),
        UnknownPause => Asserted("pause.rs"),
        Overflow => Asserted("parameters_propose.rs"),
    });
}
