//! Where each error of the program is covered.

use furnace_client::generated::token::errors::FurnaceTokenError::{self, *};
use furnace_tests::coverage::Coverage::{self, Asserted, OutOfReach};
use furnace_tests::coverage::assert_covered;

/// A new error does not compile until it has its line here.
fn coverage(error: &FurnaceTokenError) -> Coverage {
    match error {
        NotUpgradeAuthority => Asserted("initialize.rs"),
        SupplyMismatch => OutOfReach("only genesis mints so far, a constant below the cap into an account just made"),
    }
}

#[test]
fn every_error_is_covered() {
    let errors = [NotUpgradeAuthority, SupplyMismatch].map(|error| (error.clone(), coverage(&error)));
    assert_covered("token", "FurnaceTokenError", &errors);
}
