//! Waiting for a job, with its changes told on the way.

use std::time::Duration;

use furnace_client::{
    accounts::{Found, Job, JobState},
    furnace::Furnace,
    program,
};
use futures::StreamExt;
use solana_address::Address;

use super::view::state_name;
use crate::cli::{context::Context, failure::refusal};

/// Longest time between two looks; wake-ups make most of them come sooner.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// Shortest time between two looks, however busy the network is.
const PAUSE: Duration = Duration::from_millis(200);

/// Waits until the job has a result or has ended.
pub(super) async fn for_result(
    furnace: &Furnace,
    address: &Address,
    context: &Context<'_>,
) -> anyhow::Result<Found<Job>> {
    let mut wakes = furnace.chain().watch(&program::JOBS);
    let progress = context.output.progress("waiting for a worker");
    let mut last = None;
    loop {
        let job = furnace.job(address).await?;
        let state = job.data.state();
        if state != last {
            progress.suspend(|| context.output.note(change(&job)));
            progress.set(activity(state));
            last = state;
        }
        if state.is_none_or(|state| state == JobState::Review || state.is_final()) {
            return Ok(job);
        }
        let now = furnace.chain().clock().await?.unix_timestamp;
        if state == Some(JobState::Open) && now > job.data.expires_at {
            let late = refusal(format!("nobody claimed job {address} in time"));
            return Err(late.hint(format!("free its price with 'furnace job expire {address}'")).into());
        }
        if state.is_some_and(JobState::is_held) && now > job.data.deadline {
            progress.set(format!("the worker missed the deadline; take it back with 'furnace job reclaim {address}'"));
        }
        // Whichever comes first; an ended stream of wake-ups leaves the regular looks.
        tokio::time::sleep(PAUSE).await;
        let _ = tokio::time::timeout(LOOK_EVERY, next_wake(&mut wakes)).await;
    }
}

async fn next_wake(wakes: &mut (impl StreamExt<Item = ()> + Unpin)) {
    if wakes.next().await.is_none() {
        std::future::pending::<()>().await;
    }
}

fn change(job: &Found<Job>) -> String {
    let state = state_name(job.data.state());
    match job.data.state() {
        Some(JobState::Assigned | JobState::Running | JobState::Review) => {
            format!("job {} is {state} (worker {})", job.address, job.data.worker)
        }
        _ => format!("job {} is {state}", job.address),
    }
}

fn activity(state: Option<JobState>) -> &'static str {
    match state {
        Some(JobState::Open) => "waiting for a worker",
        Some(JobState::Assigned) => "the worker prepares",
        Some(JobState::Running) => "the worker computes",
        _ => "done",
    }
}
