//! The way of a job, and every way off it.

use std::time::Duration;

use furnace_client::{accounts::JobState, manifest::Manifest};
use furnace_worker::journal::Step;

use crate::support::{Behaviour, Failure, FakeExecutor, Harness, a_while};

fn quick() -> FakeExecutor {
    FakeExecutor::new(Behaviour::Takes(Duration::from_millis(10)))
}

fn endless() -> FakeExecutor {
    FakeExecutor::new(Behaviour::Endless)
}

#[tokio::test]
async fn a_job_is_computed_and_attested() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    let worker = harness.start(&quick(), &[]);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;

    let attestation = harness.chain.attestation(&job);
    let manifest = Manifest::load(&harness.store, attestation.result).await.expect("a manifest");
    manifest.verify(&harness.store).await.expect("whole");
    assert_eq!(manifest.device(), "any");
    assert_eq!(manifest.spec(), harness.chain.read(&job).spec);
    assert!(harness.store.exists(attestation.log).await.expect("reachable"));
    for step in [Step::Claim, Step::Start, Step::Submit] {
        assert_eq!(harness.journal.times_done(&job, step).expect("read"), 1, "{step}");
    }
    assert!(!harness.jobs_folder().join(job.to_string()).exists());
}

#[tokio::test]
async fn several_jobs_follow_one_another() {
    let harness = Harness::new();
    let worker = harness.start(&quick(), &[]);
    let mut jobs = Vec::new();
    for number in 11..16 {
        jobs.push(harness.post(number, 600).await);
    }
    for job in &jobs {
        harness.chain.until(job, JobState::Review).await;
    }
    worker.stop().await;
}

#[tokio::test]
async fn a_busy_chain_makes_no_job_run_twice() {
    let harness = Harness::new();
    let executor = quick();
    let worker = harness.start(&executor, &["chain.poll=1ms", "run.jobs_at_once=4"]);
    let mut jobs = Vec::new();
    for number in 11..18 {
        jobs.push(harness.post(number, 600).await);
    }
    for job in &jobs {
        harness.chain.until(job, JobState::Review).await;
    }
    a_while().await;
    worker.stop().await;
    assert_eq!(executor.runs(), jobs.len());
}

#[tokio::test]
async fn a_failed_claim_is_tried_again_later_only() {
    let harness = Harness::new();
    harness.chain.fail(Step::Claim, &[Failure::Unreachable; 20]);
    let job = harness.post(11, 600).await;
    let worker = harness.start(&quick(), &[]);
    a_while().await;
    a_while().await;
    worker.stop().await;
    assert_eq!(harness.chain.read(&job).state, JobState::Open);
    assert_eq!(harness.chain.failures_left(Step::Claim), 19);
}

#[tokio::test]
async fn what_cannot_be_computed_is_not_claimed() {
    let harness = Harness::new();
    let malformed = harness.post_bytes(11, b"{}").await;
    let missing = harness.post_missing(12);
    let worker = harness.start(&quick(), &[]);
    let good = harness.post(13, 600).await;
    harness.chain.until(&good, JobState::Review).await;
    worker.stop().await;
    let unfit = harness.post(14, 600).await;
    let worker = harness.start(&FakeExecutor::new(Behaviour::Unfit), &[]);
    a_while().await;
    worker.stop().await;
    for job in [malformed, missing, unfit] {
        assert_eq!(harness.chain.times(Step::Claim, &job), 0);
        assert_eq!(harness.chain.read(&job).state, JobState::Open);
    }
}

#[tokio::test]
async fn a_lost_race_is_no_failure() {
    let harness = Harness::new();
    harness.chain.fail(Step::Claim, &[Failure::Outrun]);
    let job = harness.post(11, 600).await;
    let executor = quick();
    let worker = harness.start(&executor, &[]);
    harness.chain.until(&job, JobState::Assigned).await;
    a_while().await;
    assert_eq!(executor.runs(), 0);
    let next = harness.post(12, 600).await;
    harness.chain.until(&next, JobState::Review).await;
    worker.stop().await;
    assert_eq!(harness.chain.times(Step::Quit, &job), 0);
}

#[tokio::test]
async fn lost_answers_and_silent_nodes_are_survived() {
    let harness = Harness::new();
    harness.chain.fail(Step::Claim, &[Failure::Silent]);
    harness.chain.fail(Step::Start, &[Failure::Unreachable, Failure::Silent]);
    harness.chain.fail(Step::Submit, &[Failure::Unreachable, Failure::Silent]);
    let job = harness.post(11, 600).await;
    let worker = harness.start(&quick(), &[]);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;
    for step in [Step::Claim, Step::Start, Step::Submit] {
        assert_eq!(harness.chain.times(step, &job), 1, "{step}");
    }
    assert_eq!(harness.journal.unconcluded().expect("read"), []);
}

#[tokio::test]
async fn a_worker_waits_for_a_chain_that_is_down() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    harness.chain.set_down(true);
    let worker = harness.start(&quick(), &[]);
    a_while().await;
    assert_eq!(harness.chain.read(&job).state, JobState::Open);
    harness.chain.set_down(false);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;
}

#[tokio::test]
async fn a_killed_worker_takes_its_job_up_again() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    let worker = harness.start(&endless(), &[]);
    harness.chain.until(&job, JobState::Running).await;
    worker.kill().await;

    let executor = quick();
    let worker = harness.start(&executor, &[]);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;
    assert_eq!(executor.runs(), 1);
    assert_eq!(harness.chain.times(Step::Claim, &job), 1);
    assert_eq!(harness.chain.times(Step::Start, &job), 1);
}

#[tokio::test]
async fn a_finished_job_is_not_computed_twice() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    harness.chain.fail(Step::Submit, &[Failure::Unreachable; 50]);
    let first = quick();
    let worker = harness.start(&first, &[]);
    while harness.journal.result(&job, 0).expect("read").is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    worker.kill().await;

    harness.chain.fail(Step::Submit, &[]);
    let second = quick();
    let worker = harness.start(&second, &[]);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;
    assert_eq!((first.runs(), second.runs()), (1, 0));
}

#[tokio::test]
async fn stopping_lets_a_quick_job_finish() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    let worker = harness.start(&FakeExecutor::new(Behaviour::Takes(Duration::from_millis(150))), &[]);
    harness.chain.until(&job, JobState::Running).await;
    worker.stop().await;
    assert_eq!(harness.chain.read(&job).state, JobState::Review);
}

#[tokio::test]
async fn stopping_hands_a_long_job_back() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    let worker = harness.start(&endless(), &["run.grace=50ms"]);
    harness.chain.until(&job, JobState::Running).await;
    worker.stop().await;
    assert_eq!(harness.chain.read(&job).state, JobState::Open);
    assert_eq!(harness.chain.times(Step::Quit, &job), 1);
}

#[tokio::test]
async fn a_job_that_would_be_late_is_handed_back_and_not_claimed_again() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    let worker = harness.start(&endless(), &[]);
    harness.chain.until(&job, JobState::Running).await;
    harness.chain.skip(595);
    harness.chain.until(&job, JobState::Open).await;
    a_while().await;
    worker.stop().await;
    assert_eq!(harness.chain.times(Step::Claim, &job), 1);
    assert_eq!(harness.chain.times(Step::Quit, &job), 1);
}

#[tokio::test]
async fn a_worker_that_wakes_up_after_the_deadline_does_not_try_what_is_refused_and_works_on() {
    // Given a worker that was away while its deadline passed
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    harness.chain.fail(Step::Quit, &[Failure::Unreachable]);
    let worker = harness.start(&endless(), &[]);
    harness.chain.until(&job, JobState::Running).await;
    harness.chain.skip(700);

    // Then it lets go of the job, and takes the next one
    let next = harness.post(12, 600).await;
    harness.chain.until(&next, JobState::Running).await;
    assert_eq!((harness.chain.failures_left(Step::Quit), harness.chain.read(&job).state), (1, JobState::Running));
    worker.kill().await;
}

#[tokio::test]
async fn a_failed_job_is_handed_back() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    harness.chain.fail(Step::Quit, &[Failure::Unreachable, Failure::Silent]);
    let worker = harness.start(&FakeExecutor::new(Behaviour::Fails), &[]);
    harness.chain.until(&job, JobState::Running).await;
    harness.chain.until(&job, JobState::Open).await;
    worker.stop().await;
    assert!(harness.journal.has_given_up(&job).expect("read"));
    assert_eq!(harness.chain.times(Step::Quit, &job), 1);
}

#[tokio::test]
async fn an_unanswered_review_is_settled() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    let worker = harness.start(&quick(), &[]);
    harness.chain.until(&job, JobState::Review).await;
    harness.chain.skip(61);
    harness.chain.until(&job, JobState::Settled).await;
    worker.stop().await;
}
