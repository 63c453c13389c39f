//! Waiting for a job, with its changes told on the way.

use furnace_client::{
    accounts::{Found, Job, JobState},
    furnace::{Furnace, Order},
};
use solana_address::Address;
use solana_keypair::Keypair;

use super::{judgement, view::state_name};
use crate::cli::{context::Context, failure::refusal, quote::Quote, watch::Looks};

/// Waits until the job has a result that nobody judges, or has ended. An auction is awarded when the time to bid is over.
pub(super) async fn for_result(
    furnace: &Furnace,
    wallet: &Keypair,
    address: &Address,
    context: &Context<'_>,
) -> anyhow::Result<Found<Job>> {
    let mut looks = Looks::at(furnace);
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
            let late = refusal(format!("nobody took job {address} in time"));
            return Err(late.hint(format!("free its price with 'furnace job expire {address}'")).into());
        }
        if state == Some(JobState::Open) && job.data.is_auctioned() && now > job.data.bidding_ends_at() {
            award(furnace, wallet, job, context).await?;
            continue;
        }
        if state.is_some_and(JobState::is_held) && now > job.data.deadline {
            progress.set(format!("the deadline passed; take it back with 'furnace job reclaim {address}'"));
        } else if job.data.has_crew() {
            progress.set(crew_activity(furnace, &job).await?);
        }
        looks.next().await;
    }
}

/// Gives the job to the best bidder.
async fn award(furnace: &Furnace, wallet: &Keypair, job: Found<Job>, context: &Context<'_>) -> anyhow::Result<()> {
    let (address, quote) = (job.address, Quote::plain(job.data.payment()));
    let awarded = furnace.award(wallet, &Order::from(job)).await;
    if let Ok(Some((bid, _))) = &awarded {
        context.output.note(format!("awarded to worker {} for {}", bid.worker, quote.price(bid.price)));
        return Ok(());
    }
    // Somebody else may have done it meanwhile: anyone may.
    if !furnace.job(&address).await?.data.is_auctioned() {
        return Ok(());
    }
    awarded?;
    let unwanted = refusal(format!("nobody bid for job {address} who can do it"));
    Err(unwanted.hint(format!("free its price with 'furnace job cancel {address}'")).into())
}

/// How far a crew is.
async fn crew_activity(furnace: &Furnace, job: &Found<Job>) -> anyhow::Result<String> {
    let Some(crew) = furnace.crew(job).await? else { return Ok("waiting for a crew".to_owned()) };
    let (crew, seats) = (crew.data, job.data.seats);
    Ok(match job.data.state() {
        Some(JobState::Open) => format!("waiting for a crew: {} of {seats} workers joined", crew.joined),
        _ => format!("the crew computes: {} of {seats} results are known", crew.submitted),
    })
}

fn change(job: &Found<Job>) -> String {
    let state = state_name(job.data.state());
    match job.data.state() {
        Some(JobState::Assigned | JobState::Running | JobState::Review) if !job.data.has_crew() => {
            format!("job {} is {state} (worker {})", job.address, job.data.worker)
        }
        Some(JobState::Disputed) => {
            let dispute = judgement(job).map(|dispute| format!(" in dispute {dispute}")).unwrap_or_default();
            format!("the result of job {} is judged{dispute}", job.address)
        }
        _ => format!("job {} is {state}", job.address),
    }
}

fn activity(state: Option<JobState>) -> &'static str {
    match state {
        Some(JobState::Open) => "waiting for a worker",
        Some(JobState::Assigned) => "the worker prepares",
        Some(JobState::Running) => "the worker computes",
        Some(JobState::Disputed) => "verifiers do the work again",
        _ => "done",
    }
}
