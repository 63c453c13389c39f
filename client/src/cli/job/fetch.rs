//! `furnace job fetch`

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use furnace_client::artifacts::Store;
use serde::Serialize;
use solana_address::Address;

use super::{
    Target,
    result::{self, Part},
};
use crate::cli::{
    context::Context,
    report::{Report, listing},
};

/// Largest log, in bytes.
const LOG_BYTES: u64 = 64 << 20;
const LOG_NAME: &str = "job.log";

/// Download a result, verifying every file; that of a gang into a folder for each rank.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job fetch 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --to frames")]
pub(in crate::cli) struct Fetch {
    #[command(flatten)]
    target: Target,
    /// Folder to write to [default: one named after the job].
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
    /// Fetch the worker's log too, as job.log.
    #[arg(long)]
    log: bool,
}

#[derive(Serialize)]
struct Fetched {
    job: String,
    result: String,
    kernel: String,
    device: String,
    files: Vec<FetchedFile>,
    log: Option<String>,
}

#[derive(Serialize)]
struct FetchedFile {
    path: String,
    bytes: u64,
    sha256: String,
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
    let (store, found) = result::open(&furnace, &job).await?;
    let is_gang = found.iter().any(|part| part.rank.is_some());
    let mut parts = Vec::with_capacity(found.len());
    for part in found {
        let folder = part.rank.map_or_else(|| folder.clone(), |rank| folder.join(format!("rank-{rank}")));
        parts.push(fetch(&job.address, &store, part, &folder, command.log).await?);
    }
    drop(progress);
    for part in &parts {
        context.output.note(format!("every hash is right; computed on {}", part.device));
    }
    match parts.pop() {
        Some(only) if !is_gang => context.output.result(&only),
        last => context.output.result(&Gang { parts: parts.into_iter().chain(last).collect() }),
    }
}

async fn fetch(job: &Address, store: &Store, part: Part, folder: &Path, log: bool) -> anyhow::Result<Fetched> {
    let manifest = part.manifest;
    let written = manifest.download(store, folder).await.context("fetching the result")?;
    let log = match part.log.filter(|_| log) {
        Some(digest) => {
            let path = folder.join(LOG_NAME);
            store.get_to_file(digest, LOG_BYTES, &path).await.context("fetching the log")?;
            Some(path.display().to_string())
        }
        None => None,
    };
    let files = manifest.files().iter().zip(written).map(|(file, path)| FetchedFile {
        path: path.display().to_string(),
        bytes: file.bytes,
        sha256: file.sha256.to_string(),
    });
    Ok(Fetched {
        job: job.to_string(),
        result: manifest.digest().to_string(),
        kernel: manifest.kernel().to_owned(),
        device: manifest.device().to_owned(),
        files: files.collect(),
        log,
    })
}

impl Fetched {
    fn rows(&self) -> Vec<Vec<String>> {
        let files = self.files.iter().map(|file| vec![file.path.clone(), file.bytes.to_string(), file.sha256.clone()]);
        files.chain(self.log.iter().map(|path| vec![path.clone(), "-".into(), "-".into()])).collect()
    }
}

const HEADINGS: [&str; 3] = ["FILE", "BYTES", "SHA-256"];

impl Report for Fetched {
    fn text(&self, colour: bool) -> String {
        listing(colour, &HEADINGS, self.rows())
    }
}

impl Report for Gang {
    fn text(&self, colour: bool) -> String {
        listing(colour, &HEADINGS, self.parts.iter().flat_map(Fetched::rows))
    }
}
