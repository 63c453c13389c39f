//! Wrong accounts in every place.

use furnace_client::accounts::JobState;
use furnace_client::instructions::slashing;
use furnace_client::{pda, program};
use furnace_tests::chain::key;
use furnace_tests::crowd::Crowd;
use furnace_tests::substitution::{Free, TOKEN_2022, assert_accounts_are_checked};
use solana_signer::Signer;

use crate::convicts::{convict, slash};
use crate::initialize::uninitialised;

const JOB: &str = "another job of the same parties is as good";

#[test]
fn initialize() {
    // Given HEAT and a foreign mint, when any account of the opening is another one, then it fails
    let (mut network, stranger) = (uninitialised(), key("stranger"));
    let wrong = [
        ("a stranger", stranger.pubkey()),
        ("an address without an account", key("nobody").pubkey()),
        ("a token account", pda::treasury()),
        ("another program's configuration", pda::governance()),
        ("a foreign mint", network.foreign_mint("forger")),
        ("the program", program::SLASHING),
        ("another token program", TOKEN_2022),
    ];
    let initialize = slashing::initialize(network.payer());
    let free = [Free { place: 0, why: "whoever signs may pay the rent" }];
    assert_accounts_are_checked(&network.chain, &initialize, &[&stranger], &wrong, &free);
}

#[test]
fn slash_missed_deadline() {
    // Given a late job, another of the same parties, and a foreign one
    let mut crowd = Crowd::new();
    let (job, twin) = (crowd.scene.job(JobState::Running), crowd.scene.job(JobState::Running));
    let foreign = crowd.foreign_job(JobState::Running);
    crowd.scene.miss_deadline(job);
    let account = crowd.scene.network.job(&job);
    let (pool, reporter) = (crowd.scene.operator.pool, crowd.scene.reporter());

    // When each account is another, then all is refused but another late job and another reporter
    let slash = slashing::slash_missed_deadline(job, &account, pool, reporter);
    let free =
        [Free { place: 13, why: JOB }, Free { place: 14, why: "the caller chooses where the reporter's part goes" }];
    crowd.assert_checked(&slash, &[("a late job", twin), ("a foreign late job", foreign)], &free);
}

#[test]
fn slash_quit() {
    // Given a held job, another of the same parties, and a foreign one
    let mut crowd = Crowd::new();
    let (job, twin) = (crowd.scene.job(JobState::Running), crowd.scene.job(JobState::Running));
    let foreign = crowd.foreign_job(JobState::Running);
    let account = crowd.scene.network.job(&job);

    // When each account is another, then all is refused but another job of the worker's
    let quit = slashing::slash_quit(job, &account, crowd.scene.operator.pool);
    crowd.assert_checked(&quit, &[("a held job", twin), ("a foreign job", foreign)], &[Free { place: 14, why: JOB }]);
}

#[test]
fn slash_wrong_proof() {
    // Given a convict, and another one of another operator
    let mut crowd = Crowd::new();
    convict(&mut crowd.scene.network, &crowd.scene.worker);
    let foreign = pda::attempt(&crowd.rivals_worker.address, 0);
    crowd.scene.network.open_certificate(&crowd.rivals_worker.address);
    crowd.scene.network.open_attempt(&crowd.rivals_worker.address, 0);

    // When each account is another, then all is refused but another payer and another reporter
    let report = slash(&crowd.scene);
    let free = [
        Free { place: 0, why: "whoever signs may pay the rent" },
        Free { place: 12, why: "the caller chooses where the reporter's part goes" },
    ];
    crowd.assert_checked(&report, &[("another worker's attempt", foreign)], &free);
}
