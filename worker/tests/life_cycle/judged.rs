//! Results that are audited, disputed, and found right or wrong.

use std::time::Duration;

use furnace_client::accounts::JobState;
use furnace_common::state::AuditState;
use furnace_worker::journal::Step;

use crate::support::{Behaviour, FakeExecutor, Harness, a_while};

fn quick() -> FakeExecutor {
    FakeExecutor::new(Behaviour::Takes(Duration::from_millis(10)))
}

#[tokio::test]
async fn a_worker_has_its_results_audited_waits_for_the_ruling_and_settles() {
    // Given a job of a market with audits, which was delivered
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    harness.chain.change(&job, |job| job.audit = AuditState::Pending);
    let worker = harness.start(&quick(), &[]);
    harness.chain.until(&job, JobState::Review).await;

    // When the block has come that draws
    harness.chain.skip(3);
    // Then the worker draws, and calls for the audit
    harness.chain.until(&job, JobState::Disputed).await;
    for step in [Step::DrawAudit, Step::OpenAudit] {
        assert_eq!(harness.journal.times_done(&job, step).expect("read"), 1, "{step}");
    }
    // and does not settle before the result is judged
    harness.chain.skip(61);
    a_while().await;
    assert_eq!(harness.chain.read(&job).state, JobState::Disputed);
    harness.chain.change(&job, |job| (job.state, job.audit) = (JobState::Review, AuditState::Clear));
    harness.chain.until(&job, JobState::Settled).await;
    worker.stop().await;
}

#[tokio::test]
async fn a_worker_leaves_a_job_alone_for_which_it_was_convicted() {
    // Given a job whose result a committee found wrong
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    harness.chain.change(&job, |job| job.state = JobState::Disputed);
    harness.chain.convict(&job);
    let executor = quick();
    let worker = harness.start(&executor, &[]);
    while !harness.journal.has_given_up(&job).expect("read") {
        a_while().await;
    }

    // When it can be claimed again
    harness.chain.change(&job, |job| job.state = JobState::Open);
    a_while().await;
    worker.stop().await;

    // Then this worker does not
    assert_eq!((harness.chain.read(&job).state, executor.runs()), (JobState::Open, 0));
}
