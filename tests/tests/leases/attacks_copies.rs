//! Forged copies of accounts, one account in two places, and signatures left out.

use furnace_tests::copies::{assert_doubles_are_refused, assert_forgeries_are_refused, assert_signatures_are_needed};

use crate::crowd::{CASES, Trio};

#[test]
fn copies_that_belong_to_another_program_are_refused() {
    for case in &CASES {
        let Trio { mut crowd, lease, .. } = case.trio();
        let (instruction, keys) = ((case.build)(&crowd, lease), crowd.copied_keys());
        let keys: Vec<_> = keys.iter().collect();
        assert_forgeries_are_refused(&mut crowd.scene.network.chain, &instruction, &keys, case.name);
    }
}

#[test]
fn one_account_in_two_written_places_is_refused() {
    for case in &CASES {
        let Trio { crowd, lease, .. } = case.trio();
        let instruction = (case.build)(&crowd, lease);
        assert_doubles_are_refused(&crowd.scene.network.chain, &instruction, &crowd.keys(), case.name);
    }
}

#[test]
fn every_signature_is_needed() {
    for case in &CASES {
        let Trio { crowd, lease, .. } = case.trio();
        let instruction = (case.build)(&crowd, lease);
        assert_signatures_are_needed(&crowd.scene.network.chain, &instruction, &crowd.keys());
    }
}
