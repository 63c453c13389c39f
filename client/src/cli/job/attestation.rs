//! `furnace job attestation`

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use furnace_client::{
    accounts::{Found, Job},
    artifacts::{Digest, Store},
    attested::{Attested, Standing},
};
use furnace_common::state::CrewKind;
use serde::Serialize;

use super::Target;
use crate::cli::{
    context::Context,
    failure::{Refusal, refusal},
    report::{Report, properties},
};

/// Show the result that a worker has signed outside of the chain, and compare it with the chain.
///
/// A worker puts it into the job's store when the result is there, before the chain has it. From then on you can take the
/// result ('furnace job fetch --early'): the worker is punished if it attests to another one. Whether the result is right
/// it does not tell. With exit code 1 the worker has signed two results: keep the file and report it.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  furnace job attestation 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --to attestation.json"
)]
pub(in crate::cli) struct Attestation {
    #[command(flatten)]
    target: Target,
    /// File that has it [default: look into the job's store].
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    attestation: Option<PathBuf>,
    /// Keep it in this file: in the store the worker can replace it.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    attested: Attested,
    /// What the chain says to it: early, agrees, differs or over.
    standing: &'static str,
    /// The result on chain.
    on_chain: Option<Digest>,
    /// Where it was kept.
    file: Option<String>,
}

pub(super) async fn run(command: Attestation, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    let (attested, standing) = read(&job, command.attestation.as_deref()).await?;
    if let Some(file) = &command.to {
        std::fs::write(file, attested.to_bytes()).with_context(|| format!("writing {}", file.display()))?;
    }
    let file = command.to.map(|file| file.display().to_string());
    let view = View { standing: standing.name(), on_chain: job.data.result(), file, attested };
    context.output.result(&view)?;
    match standing {
        Standing::Differs => Err(two_results(&job).into()),
        _ => Ok(()),
    }
}

/// What a worker signed, from a file or from the job's store, and how it compares with the chain.
pub(super) async fn read(job: &Found<Job>, file: Option<&Path>) -> anyhow::Result<(Attested, Standing)> {
    if job.data.crew() != Some(CrewKind::Solo) {
        return Err(
            refusal(format!("the workers of job {}'s crew sign nothing outside of the chain", job.address)).into()
        );
    }
    let found = match file {
        Some(file) => {
            let bytes =
                std::fs::read(file).map_err(|error| refusal(format!("cannot read {}: {error}", file.display())))?;
            Some(Attested::from_bytes(&bytes).with_context(|| format!("reading {}", file.display()))?)
        }
        None => in_store(job).await?,
    };
    let attested = found.ok_or_else(|| {
        let none = format!("no signed result of attempt {} at job {} is in its store", job.data.attempts, job.address);
        refusal(none).hint("'furnace job show' tells where the job stands; a worker signs when it has the result")
    })?;
    let standing = attested.standing(job).context("comparing the attestation with the chain")?;
    Ok((attested, standing))
}

/// What the worker that has or had the job last signed, if it is in the store.
pub(super) async fn in_store(job: &Found<Job>) -> anyhow::Result<Option<Attested>> {
    let store = job.data.location().and_then(Store::at).context("opening the job's artifact store")?;
    let found = Attested::find(&store, &job.address, job.data.attempts).await;
    found.context("reading what the worker signed")
}

fn two_results(job: &Found<Job>) -> Refusal {
    let address = job.address;
    refusal(format!("the worker of job {address} attested to another result on chain than it signed")).hint(format!(
        "keep the file ('--to FILE') and have the worker punished: furnace job report {address} --attestation FILE"
    ))
}

impl Report for View {
    fn text(&self, colour: bool) -> String {
        let Attested { job, attempt, result, key, signature } = &self.attested;
        let on_chain = self.on_chain.map_or_else(|| "no result yet".to_owned(), |result| result.to_string());
        let rows = [
            ("job", job.to_string()),
            ("attempt", attempt.to_string()),
            ("signed", result.to_string()),
            ("on chain", on_chain),
            ("that is", told(self.standing).to_owned()),
            ("key", key.to_string()),
            ("signature", signature.to_string()),
        ];
        let kept = self.file.iter().map(|file| ("kept in", file.clone()));
        properties(colour, rows.into_iter().chain(kept))
    }
}

/// A standing, for people.
fn told(standing: &str) -> &str {
    match standing {
        "early" => "early: the worker is punished if it attests to anything else",
        "over" => "over: the chain has nothing of that attempt any more",
        other => other,
    }
}
