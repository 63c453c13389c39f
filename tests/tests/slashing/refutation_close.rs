//! The record of a wrong entry: its rent goes back to whoever showed it, and not before the same can be shown no more.

use furnace_client::accounts::JobState;
use furnace_client::furnace::accuser_bond;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::slashing;
use furnace_client::pda;
use furnace_client::product::Evidence;
use furnace_common::dispute::VERIFIER_BOND;
use furnace_common::limits::RETENTION_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::refutations::{PRODUCT, evidence};
use furnace_tests::scene::{Scene, replaced};
use solana_address::Address;
use solana_signer::Signer;

fn lie() -> Evidence {
    evidence(PRODUCT, (1, 2), 1)
}

/// A product in review with a wrong entry that the stranger showed; what that has in SOL, in lamports.
fn refuted() -> (Scene, Address, u64) {
    let mut scene = Scene::new();
    let job = scene.network.deliver_product(&scene.client, &scene.worker, &lie());
    let before = lamports(&scene);
    scene.network.try_refute(&scene.stranger, job, &lie()).expect("refuted");
    (scene, job, before)
}

fn lamports(scene: &Scene) -> u64 {
    scene.network.chain.account(&scene.stranger.pubkey()).expect("a wallet").lamports
}

#[test]
fn once_the_job_has_gone_on_anyone_closes_it_and_the_refuter_has_the_rent() {
    // Given a penalty that was taken, with the job
    let (mut scene, job, before) = refuted();
    scene.network.try_punish(job, 0).expect("punished");
    assert!(lamports(&scene) < before, "the refuter paid the rent");

    // When anyone closes the record, then the refuter has all of it back
    scene.network.try_close_refutation(job, 0).expect("close");
    assert_eq!(lamports(&scene), before);
    assert!(scene.network.chain.account(&pda::refutation(&job, 0)).is_none());
    // and the same cannot be shown again
    let again = scene.network.try_refute(&scene.stranger, job, &lie());
    assert_error(again, FurnaceSlashingError::NothingAttested);
}

#[test]
fn as_long_as_the_penalty_is_to_come_it_stays() {
    let (mut scene, job, _) = refuted();
    assert_error(scene.network.try_close_refutation(job, 0), FurnaceSlashingError::RefutationCounts);
    scene.network.try_accept(&scene.client, job).expect("accept");
    assert_error(scene.network.try_close_refutation(job, 0), FurnaceSlashingError::RefutationCounts);
}

#[test]
fn of_a_job_that_was_paid_it_stays_until_that_is_closed() {
    // Given a paid job whose worker was punished
    let (mut scene, job, before) = refuted();
    scene.network.try_accept(&scene.client, job).expect("accept");
    scene.network.try_punish(job, 0).expect("punished");

    // When the record is to be closed while the same could be shown again, then it is refused
    assert_error(scene.network.try_close_refutation(job, 0), FurnaceSlashingError::RefutationCounts);

    // and once anyone has closed the job, anyone closes it
    scene.network.chain.advance(RETENTION_SECONDS + 1);
    let stranger = scene.stranger.insecure_clone();
    scene.network.try_close(&stranger, job).expect("job is closed");
    scene.network.try_close_refutation(job, 0).expect("close");
    assert_eq!(lamports(&scene), before);
}

#[test]
fn of_a_job_that_is_gone_it_is_closed_although_nobody_was_punished() {
    // Given a client that accepts a lie and closes the job before the penalty is taken
    let (mut scene, job, before) = refuted();
    scene.network.try_accept(&scene.client, job).expect("accept");
    let slash =
        slashing::slash_wrong_entry(&scene.network.refutation(&job, 0), &scene.network.job(&job), scene.operator.pool);
    let client = scene.client.insecure_clone();
    scene.network.try_close(&client, job).expect("job is closed");

    // Then there is nothing left to punish, and the refuter has its rent back
    assert!(scene.network.send(&[slash], &[]).is_err(), "the job's account is gone");
    scene.network.try_close_refutation(job, 0).expect("close");
    assert_eq!(lamports(&scene), before);
}

#[test]
fn what_a_committee_decided_frees_it_or_not() {
    for (convicts, closes) in [(true, true), (false, false)] {
        // Given a refuted result that a committee finds wrong, or does not agree about
        let (mut scene, job, _) = refuted();
        let names = ["first", "second", "third"];
        let verifiers = names.map(|name| scene.network.verifier(name, VERIFIER_BOND));
        scene.network.give(&scene.client.pubkey(), accuser_bond(&scene.network.job(&job)));
        let dispute = scene.network.dispute(&scene.client, job, CLAIMED_HASH);
        assert_error(scene.network.try_close_refutation(job, 0), FurnaceSlashingError::RefutationCounts);
        scene.network.judge(dispute, &verifiers, |verifier| {
            Some(if convicts { CLAIMED_HASH } else { verifier.address.to_bytes() })
        });
        scene.network.try_step(dispute).expect("the ruling is carried out");
        assert_eq!(scene.network.state(&job), JobState::Open);

        // Then it is closed where the worker was punished, and else waits for that
        let closed = scene.network.try_close_refutation(job, 0);
        if closes {
            closed.expect("close");
        } else {
            assert_error(closed, FurnaceSlashingError::RefutationCounts);
            scene.network.try_punish(job, 0).expect("punished");
            scene.network.try_close_refutation(job, 0).expect("close");
        }
    }
}

#[test]
fn the_rent_goes_nowhere_else_and_no_other_job_frees_it() {
    // Given a record that counts, and another job that has gone on
    let (mut scene, job, _) = refuted();
    let gone_on = scene.job(JobState::Open);
    scene.lose(gone_on);
    let close = slashing::refutation_close(&scene.network.refutation(&job, 0));
    let nobody = furnace_tests::chain::key("nobody").pubkey();

    // When it is to be closed by that one, by no job, or for somebody else, then it is refused
    for other in [gone_on, nobody] {
        let failed = scene.network.send(&[replaced(close.clone(), job, other)], &[]);
        assert_error(failed, FurnaceSlashingError::JobMismatch);
    }
    let client = scene.client.pubkey();
    let failed = scene.network.send(&[replaced(close, scene.stranger.pubkey(), client)], &[]);
    assert_error(failed, FurnaceSlashingError::WrongRentPayer);
}
