//! Wrong accounts in every place of what co-signs results and lets them lapse.

use furnace_client::accounts::JobState;
use furnace_tests::copies::{assert_doubles_are_refused, assert_forgeries_are_refused, assert_signatures_are_needed};
use furnace_tests::network::REVIEW_SECONDS;
use furnace_tests::substitution::Free;
use solana_keypair::Keypair;

use crate::attacks_attested::crowd;

/// Asserts that the instruction at an index takes no account but the right ones, and in `place` a job in the same state.
fn assert_checked(index: usize, place: usize, why: &'static str) {
    // Given another result of the same parties, and one of others
    let (mut crowd, steps) = crowd();
    let others = [
        ("another result of these parties", crowd.scene.job(JobState::Review)),
        ("a foreign result", crowd.foreign_job(JobState::Review)),
    ];
    crowd.scene.network.chain.advance(i64::from(REVIEW_SECONDS));
    // When the instruction names any other account, then it is refused
    crowd.assert_checked(&steps[index], &others, &[Free { place, why }]);
}

#[test]
fn job_attest() {
    assert_checked(0, 1, "the same result of the same market is as good");
}

#[test]
fn job_lapse() {
    assert_checked(1, 0, "another job of the same parties is as good");
}

#[test]
fn forgeries_doubles_and_missing_signatures_are_refused() {
    let (mut crowd, steps) = crowd();
    let keys = crowd.copied_keys();
    let signers: Vec<&Keypair> = keys.iter().collect();
    for (instruction, name) in steps.iter().zip(["job_attest", "job_lapse"]) {
        let chain = &mut crowd.scene.network.chain;
        assert_doubles_are_refused(chain, instruction, &signers, name);
        assert_signatures_are_needed(chain, instruction, &signers);
        assert_forgeries_are_refused(chain, instruction, &signers, name);
    }
}
