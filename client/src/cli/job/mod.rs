//! `furnace job`

mod accept;
mod attestation;
mod audit;
mod cancel;
mod check;
mod checked;
mod close;
mod cosign;
mod credits;
mod expire;
mod fetch;
mod list;
mod parts;
mod reclaim;
mod reject;
mod report;
mod result;
mod settle;
mod show;
mod submit;
mod view;
mod wait;

use clap::{Args, Subcommand};
use furnace_client::{
    accounts::{Found, Job as JobAccount, JobState},
    furnace::Furnace,
    pda,
};
use solana_address::Address;
use solana_signature::Signature;

use super::{
    context::Context,
    failure::refusal,
    report::{Batch, Receipt},
};

#[derive(Debug, Subcommand)]
pub(super) enum Job {
    Submit(Box<submit::Submit>),
    List(list::List),
    Show(show::Show),
    Accept(accept::Accept),
    Reject(reject::Reject),
    Audit(audit::Audit),
    Attestation(attestation::Attestation),
    Report(report::Report),
    Cosign(cosign::Cosign),
    Check(check::Check),
    Cancel(cancel::Cancel),
    Fetch(fetch::Fetch),
    Settle(settle::Settle),
    Credits(credits::Credits),
    Expire(expire::Expire),
    Reclaim(reclaim::Reclaim),
    Close(close::Close),
}

pub(super) async fn run(command: Job, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Job::Submit(command) => submit::run(*command, context).await,
        Job::List(command) => list::run(command, context).await,
        Job::Show(command) => show::run(command, context).await,
        Job::Accept(command) => accept::run(command, context).await,
        Job::Reject(command) => reject::run(command, context).await,
        Job::Audit(command) => audit::run(command, context).await,
        Job::Attestation(command) => attestation::run(command, context).await,
        Job::Report(command) => report::run(command, context).await,
        Job::Cosign(command) => cosign::run(command, context).await,
        Job::Check(command) => check::run(command, context).await,
        Job::Cancel(command) => cancel::run(command, context).await,
        Job::Fetch(command) => fetch::run(command, context).await,
        Job::Settle(command) => settle::run(command, context).await,
        Job::Credits(command) => credits::run(command, context).await,
        Job::Expire(command) => expire::run(command, context).await,
        Job::Reclaim(command) => reclaim::run(command, context).await,
        Job::Close(command) => close::run(command, context).await,
    }
}

/// The job a command is about.
#[derive(Clone, Copy, Debug, Args)]
struct Target {
    /// The job, as 'furnace job list' names it.
    job: Address,
}

impl Target {
    async fn read(self, furnace: &Furnace) -> anyhow::Result<Found<JobAccount>> {
        Ok(furnace.job(&self.job).await?)
    }

    /// The receipt of a command that brought the job into a state.
    fn receipt(self, signature: Signature, state: JobState, sentence: &str) -> Receipt {
        Receipt::new(signature, format!("{sentence} {}", self.job))
            .with("job", self.job.to_string())
            .with("state", view::state_name(Some(state)))
    }

    /// The result of a command that takes as many transactions as it needs.
    async fn done(
        self,
        signatures: &[Signature],
        furnace: &Furnace,
        sentence: &str,
        context: &Context<'_>,
    ) -> anyhow::Result<()> {
        // It may be closed by now.
        let state = furnace.find::<JobAccount>(&self.job).await?.map(|job| view::state_name(job.data.state()));
        let batch = Batch::new(signatures, format!("{sentence} {}", self.job)).with("job", self.job.to_string());
        context.output.result(&batch.with("state", state))
    }
}

/// The dispute in which a job's result is being judged.
fn judgement(job: &Found<JobAccount>) -> Option<Address> {
    let last = job.data.disputes.checked_sub(1).filter(|_| job.data.state() == Some(JobState::Disputed));
    last.map(|number| pda::dispute(&job.address, number).0)
}

/// Refuses a job that is in none of the states in which a command makes sense.
fn require_state(job: &Found<JobAccount>, wanted: &[JobState], otherwise: &str) -> anyhow::Result<()> {
    let state = job.data.state();
    if state.is_some_and(|state| wanted.contains(&state)) {
        return Ok(());
    }
    Err(refusal(format!("job {} is {}; {otherwise}", job.address, view::state_name(state))).into())
}
