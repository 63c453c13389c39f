//! `furnace job check`

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use furnace_client::{
    accounts::{Found, Job, JobState},
    furnace::{Furnace, RefutationStep},
    product::{Evidence, Verdict, examine},
};
use furnace_common::state::CrewKind;
use solana_signature::Signature;
use tokio::sync::watch;

use super::{
    Target,
    checked::{Checked, RefutationView},
    view,
};
use crate::cli::{context::Context, failure::refusal};

/// Check an integer product without computing it again; with --refute have the worker punished for a wrong entry.
///
/// It fetches spec and result, compares every hash, and multiplies the factors and the product with random vectors: a wrong
/// product passes with a probability of 2^-62 at most. It ends with 1 where the result is wrong. A wrong entry that the
/// result's own tree commits to can be shown to the chain, which computes that entry anew: the worker loses the job's
/// collateral and 5% of its pool at once, you have a tenth of that, and the client, while the job is in review, does not pay.
/// What cannot be shown so is for a committee: see 'furnace job reject'.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace job check 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5\n  furnace job check 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --refute"
)]
pub(in crate::cli) struct Check {
    #[command(flatten)]
    target: Target,
    /// Show a wrong entry to the chain, and have the worker punished; your wallet pays fees, and a rent that comes back.
    #[arg(long)]
    refute: bool,
    /// Folder to keep the entries in [default: none is kept].
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
}

pub(super) async fn run(command: Check, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    let verdict = verdict(&command, &job, context).await?;
    let mut checked = Checked::new(&job, &verdict);
    let shown = match &verdict {
        Verdict::Entry { evidence, .. } if command.refute && checked.refutable => {
            Some(refute(&furnace, &job, evidence, context).await?)
        }
        _ => None,
    };
    let refuted = shown.is_some();
    checked.refutation = shown;
    context.output.result(&checked)?;
    if verdict == Verdict::Right || refuted {
        return Ok(());
    }
    let (wrong, right) = (refusal(format!("the result of job {} is wrong", job.address)), checked.right);
    Err(wrong.hint(advice(&job, checked.refutable, right.as_deref())).into())
}

async fn verdict(command: &Check, job: &Found<Job>, context: &Context<'_>) -> anyhow::Result<Verdict> {
    let result = job.data.result().filter(|_| job.data.crew() != Some(CrewKind::Gang)).ok_or_else(|| {
        let none = refusal(format!("job {} has no result of one worker", job.address));
        none.hint("see how it stands with 'furnace job show'")
    })?;
    let store = job.data.location().and_then(furnace_client::artifacts::Store::at);
    let store = store.context("opening the job's artifact store")?;
    let scratch = tempfile::tempdir().context("making a folder for the entries")?;
    let folder = command.to.clone().unwrap_or_else(|| scratch.path().to_owned());
    let progress = context.output.progress("fetching the result");
    let (tell, mut told) = watch::channel(0);
    let examined = examine(&store, job.data.spec(), result, &folder, move |percent| {
        tell.send_replace(percent);
    });
    let shown = async {
        while told.changed().await.is_ok() {
            let percent = *told.borrow_and_update();
            progress.set(format!("checking the product, {percent}%"));
        }
    };
    let (examined, ()) = tokio::join!(examined, shown);
    examined.map_err(|error| refusal(error).into())
}

/// Shows the entry to the chain, unless somebody did so before, and has the worker punished as soon as that may be.
async fn refute(
    furnace: &Furnace,
    job: &Found<Job>,
    evidence: &Evidence,
    context: &Context<'_>,
) -> anyhow::Result<RefutationView> {
    let wallet = context.wallet()?;
    let (before, mut signatures) = (furnace.slashed().await?, Vec::new());
    if furnace.refutation(job).await?.is_none() {
        signatures.push(furnace.entry_refute(&wallet, job, evidence).await?);
    }
    if let Some(shown) = furnace.refutation(job).await?.filter(|shown| shown.data.punished_at == 0)
        && furnace.refutation_step(&shown.data).await? == Some(RefutationStep::Punish)
    {
        signatures.push(furnace.refutation_advance(&wallet, &shown.data, RefutationStep::Punish).await?);
    }
    let now = furnace.job(&job.address).await?;
    // The record is that of this attempt, whatever became of the job.
    let judged = now.data.attempts == job.data.attempts && now.data.state() == Some(JobState::Disputed);
    Ok(RefutationView {
        signatures: signatures.iter().map(Signature::to_string).collect(),
        punished: !judged,
        slashed: furnace.slashed().await?.saturating_sub(before),
        state: view::state_name(now.data.state()),
    })
}

/// What to do about a wrong result.
fn advice(job: &Found<Job>, refutable: bool, right: Option<&str>) -> String {
    let (address, right) = (job.address, right.unwrap_or("SHA256"));
    if refutable {
        return format!("show it to the chain with 'furnace job check {address} --refute'");
    }
    format!("no entry can be shown to the chain; open a dispute with 'furnace job reject {address} --right {right}'")
}
