//! Wrong accounts in every place.

use furnace_client::accounts::JobState;
use furnace_client::instructions::slashing;
use furnace_client::{pda, program};
use furnace_tests::chain::key;
use furnace_tests::copies::{assert_doubles_are_refused, assert_forgeries_are_refused, assert_signatures_are_needed};
use furnace_tests::crowd::Crowd;
use furnace_tests::network::refutations::{PRODUCT, evidence};
use furnace_tests::substitution::{Free, TOKEN_2022, assert_accounts_are_checked};
use solana_address::Address;
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
fn entry_refute() {
    // Given a product with a wrong entry, another one of the same parties, and one of others
    let mut crowd = Crowd::new();
    let lie = evidence(PRODUCT, (0, 0), 1);
    let job = crowd.scene.network.deliver_product(&crowd.scene.client, &crowd.scene.worker, &lie);
    let (twin, foreign) = products(&mut crowd);

    // When each account is another, then all is refused but another refuter
    let refute = slashing::entry_refute(crowd.scene.stranger.pubkey(), job, &crowd.scene.network.job(&job), &lie);
    let free = [Free { place: 0, why: "whoever signs is who shows it" }];
    crowd.assert_checked(&refute, &[("another product", twin), ("a foreign product", foreign)], &free);
    // and so are copies of other programs, and a refuter that does not sign
    let stranger = crowd.scene.stranger.insecure_clone();
    assert_signatures_are_needed(&crowd.scene.network.chain, &refute, &[&stranger]);
    assert_forgeries_are_refused(&mut crowd.scene.network.chain, &refute, &[&stranger], "entry_refute");
}

#[test]
fn slash_wrong_entry() {
    // Given a refuted product in review or paid, another one of the same parties, and one of others
    for settled in [false, true] {
        let mut crowd = Crowd::new();
        let lie = evidence(PRODUCT, (0, 0), 1);
        let job = crowd.scene.network.deliver_product(&crowd.scene.client, &crowd.scene.worker, &lie);
        let (twin, foreign) = products(&mut crowd);
        let stranger = crowd.scene.stranger.insecure_clone();
        for product in [job, twin, foreign] {
            crowd.scene.network.try_refute(&stranger, product, &lie).expect("refuted");
        }
        if settled {
            crowd.scene.network.try_accept(&crowd.scene.client, job).expect("accept");
        }
        let account = crowd.scene.network.job(&job);
        let slash =
            slashing::slash_wrong_entry(&crowd.scene.network.refutation(&job, 0), &account, crowd.scene.operator.pool);

        // When each account is another, then all is refused; a paid job's balance and worker are not touched
        let untouched = "nothing is taken from the balance that paid";
        let free = [Free { place: 2, why: untouched }];
        let records = [("another record", twin), ("a foreign record", foreign)];
        let records = records.map(|(name, job)| (name, pda::refutation(&job, 0)));
        let wrong = [[("another product", twin), ("a foreign product", foreign)], records].concat();
        crowd.assert_checked(&slash, &wrong, if settled { &free } else { &[] });
        // and so are copies of other programs, and one account in two places
        if !settled {
            assert_doubles_are_refused(&crowd.scene.network.chain, &slash, &[], "slash_wrong_entry");
            assert_forgeries_are_refused(&mut crowd.scene.network.chain, &slash, &[], "slash_wrong_entry");
        }
    }
}

#[test]
fn refutation_close() {
    // Given a record that can be closed, and two that cannot
    let mut crowd = Crowd::new();
    let lie = evidence(PRODUCT, (0, 0), 1);
    let job = crowd.scene.network.deliver_product(&crowd.scene.client, &crowd.scene.worker, &lie);
    let (twin, foreign) = products(&mut crowd);
    let stranger = crowd.scene.stranger.insecure_clone();
    for product in [job, twin, foreign] {
        crowd.scene.network.try_refute(&stranger, product, &lie).expect("refuted");
    }
    crowd.scene.network.try_punish(job, 0).expect("punished");

    // When each account is another, then all is refused
    let close = slashing::refutation_close(&crowd.scene.network.refutation(&job, 0));
    let records = [("another record", twin), ("a foreign record", foreign)];
    let records = records.map(|(name, job)| (name, pda::refutation(&job, 0)));
    let wrong = [[("another product", twin), ("a foreign product", foreign)], records].concat();
    crowd.assert_checked(&close, &wrong, &[]);
}

/// Two more products with the same wrong entry: one of the same parties, and one of others.
fn products(crowd: &mut Crowd) -> (Address, Address) {
    let lie = evidence(PRODUCT, (0, 0), 1);
    let network = &mut crowd.scene.network;
    let twin = network.deliver_product(&crowd.scene.client, &crowd.scene.worker, &lie);
    (twin, network.deliver_product(&crowd.other, &crowd.rivals_worker, &lie))
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
