//! The same step twice in one transaction.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::instructions::jobs::Venue;
use furnace_client::pda;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{CLAIM_SECONDS, PRICE, REVIEW_SECONDS, attestation, job_terms};
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_instruction::Instruction;
use solana_signer::Signer;

/// Sends the instruction twice at once; asserts the error, and that all of it was undone.
fn assert_refused_twice(scene: &mut Scene, instruction: Instruction, error: FurnaceJobsError) {
    let job = pda::job(&pda::heat_balance(&scene.client.pubkey()), 0).0;
    let before = (scene.network.job(&job), scene.books(), scene.locked());
    let twice = [instruction.clone(), instruction];
    assert_error(scene.network.send(&twice, &[&scene.client, &scene.worker.key]), error);
    assert_eq!((scene.network.job(&job), scene.books(), scene.locked()), before);
}

#[test]
fn a_claim() {
    // Given an open job, when a worker claims it twice at once, then nothing is locked
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    let claim = jobs::job_claim(scene.worker.wallet, scene.worker.key.pubkey(), job);
    assert_refused_twice(&mut scene, claim.clone(), FurnaceJobsError::JobNotOpen);

    // and when two workers claim it at once, neither has it
    let second = scene.network.worker(&scene.operator, "second");
    let other = jobs::job_claim(second.wallet, second.key.pubkey(), job);
    let result = scene.network.send(&[claim, other], &[&scene.worker.key, &second.key]);
    assert_error(result, FurnaceJobsError::JobNotOpen);
    assert_eq!((scene.network.state(&job), scene.locked()), (JobState::Open, 0));
}

#[test]
fn a_submission() {
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    let submit = jobs::job_submit(scene.worker.key.pubkey(), job, attestation());
    assert_refused_twice(&mut scene, submit, FurnaceJobsError::JobNotRunning);
}

#[test]
fn a_settlement() {
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    scene.network.chain.advance(i64::from(REVIEW_SECONDS));
    let account = scene.network.job(&job);
    let payee = scene.network.payee(&job);
    for settlement in [jobs::job_accept(job, &account, &payee), jobs::job_settle(job, &account, &payee)] {
        assert_refused_twice(&mut scene, settlement, FurnaceJobsError::JobNotInReview);
    }
}

#[test]
fn a_refund() {
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    scene.network.chain.advance(i64::from(CLAIM_SECONDS) + 1);
    let account = scene.network.job(&job);
    assert_refused_twice(&mut scene, jobs::job_cancel(job, &account), FurnaceJobsError::JobNotOpen);
    assert_refused_twice(&mut scene, jobs::job_expire(job, &account), FurnaceJobsError::JobNotOpen);
}

#[test]
fn a_whole_job_in_one_transaction_is_no_trick() {
    // Given a client and a worker that work hand in hand, and take no time
    let mut scene = Scene::new();
    let (client, key) = (scene.client.pubkey(), scene.worker.key.pubkey());
    let (job, post) =
        jobs::job_post(client, scene.network.payer(), &Venue::heat(scene.network.market), 0, job_terms(PRICE));
    let steps = [
        post,
        jobs::job_claim(scene.worker.wallet, key, job),
        jobs::job_start(key, job, 0),
        jobs::job_submit(key, job, attestation()),
    ];

    // When they do all of it at once, then it costs what it costs anybody
    scene.network.send(&steps, &[&scene.client, &scene.worker.key]).expect("all steps at once");
    scene.network.try_accept(&scene.client, job).expect("accept");
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE, 0), 0));
    assert_eq!(scene.network.tokens(&crate::income(&scene.operator.pool)), PRICE * 90 / 100);
}
