//! Forged copies of accounts, one account in two places, and signatures left out.

use furnace_tests::copies::{assert_doubles_are_refused, assert_forgeries_are_refused, assert_signatures_are_needed};

use crate::crowd::{CASES, Quartet};
use crate::order::KINDS;

#[test]
fn copies_that_belong_to_another_program_are_refused() {
    for (case, kind) in CASES.iter().flat_map(|case| KINDS.map(|kind| (case, kind))) {
        let Quartet { mut crowd, instruction, .. } = case.quartet(kind);
        let keys = crowd.copied_keys();
        let keys: Vec<_> = keys.iter().collect();
        let name = format!("{} ({kind:?})", case.name);
        assert_forgeries_are_refused(&mut crowd.scene.network.chain, &instruction, &keys, &name);
    }
}

#[test]
fn one_account_in_two_written_places_is_refused() {
    for (case, kind) in CASES.iter().flat_map(|case| KINDS.map(|kind| (case, kind))) {
        let Quartet { crowd, instruction, .. } = case.quartet(kind);
        let name = format!("{} ({kind:?})", case.name);
        assert_doubles_are_refused(&crowd.scene.network.chain, &instruction, &crowd.keys(), &name);
    }
}

#[test]
fn every_signature_is_needed() {
    for (case, kind) in CASES.iter().flat_map(|case| KINDS.map(|kind| (case, kind))) {
        let Quartet { crowd, instruction, .. } = case.quartet(kind);
        assert_signatures_are_needed(&crowd.scene.network.chain, &instruction, &crowd.keys());
    }
}
