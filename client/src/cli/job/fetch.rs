//! `furnace job fetch`

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::{Target, result};
use crate::cli::{context::Context, download::Downloaded, report::Report};

/// Download a result, verifying every file; that of a gang into a folder for each rank.
///
/// With --early it may be one that the worker has signed and that the chain does not have yet: the worker is punished if it
/// attests to another one after that. It may still lose the job first, and then the result is nobody's.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job fetch 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --to frames")]
pub(in crate::cli) struct Fetch {
    #[command(flatten)]
    target: Target,
    /// Folder to write to [default: one named after the job].
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
    /// Take the result that the worker has signed, where the chain has none yet; without its log.
    #[arg(long)]
    early: bool,
    /// Fetch the worker's log too, as job.log.
    #[arg(long)]
    log: bool,
}

#[derive(Serialize)]
struct Fetched {
    job: String,
    #[serde(flatten)]
    result: Downloaded,
}

/// The results of a gang, a folder for each rank.
#[derive(Serialize)]
struct Gang {
    parts: Vec<Fetched>,
}

pub(super) async fn run(command: Fetch, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    let folder = command.to.unwrap_or_else(|| PathBuf::from(format!("job-{}", job.address)));
    let progress = context.output.progress("fetching the result");
    let (store, found) = match command.early {
        true => result::open_early(&furnace, &job).await?,
        false => result::open(&furnace, &job).await?,
    };
    let is_gang = found.iter().any(|part| part.rank.is_some());
    let mut parts = Vec::with_capacity(found.len());
    for part in found {
        let folder = part.rank.map_or_else(|| folder.clone(), |rank| folder.join(format!("rank-{rank}")));
        let log = part.log.filter(|_| command.log);
        let result = Downloaded::fetch(&part.manifest, log, &store, &folder).await?;
        parts.push(Fetched { job: job.address.to_string(), result });
    }
    drop(progress);
    for part in &parts {
        context.output.note(format!("every hash is right; computed on {}", part.result.device));
    }
    if job.data.result().is_none() {
        context.output.note("the chain does not have this result yet: the worker has only signed it");
    }
    match parts.pop() {
        Some(only) if !is_gang => context.output.result(&only),
        last => context.output.result(&Gang { parts: parts.into_iter().chain(last).collect() }),
    }
}

impl Report for Fetched {
    fn text(&self, colour: bool) -> String {
        Downloaded::table([&self.result], colour)
    }
}

impl Report for Gang {
    fn text(&self, colour: bool) -> String {
        Downloaded::table(self.parts.iter().map(|part| &part.result), colour)
    }
}
