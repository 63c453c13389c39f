//! `furnace job fetch`

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use serde::Serialize;

use super::{Target, result};
use crate::cli::{
    context::Context,
    report::{Report, listing},
};

/// Largest log, in bytes.
const LOG_BYTES: u64 = 64 << 20;
const LOG_NAME: &str = "job.log";

/// Download a result, verifying every file.
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

pub(super) async fn run(command: Fetch, context: &Context<'_>) -> anyhow::Result<()> {
    let job = command.target.read(&context.furnace()?).await?;
    let folder = command.to.unwrap_or_else(|| PathBuf::from(format!("job-{}", job.address)));
    let progress = context.output.progress("fetching the result");
    let (store, manifest) = result::open(&job).await?;
    let written = manifest.download(&store, &folder).await.context("fetching the result")?;
    let log = match job.data.log().filter(|_| command.log) {
        Some(digest) => {
            let path = folder.join(LOG_NAME);
            store.get_to_file(digest, LOG_BYTES, &path).await.context("fetching the log")?;
            Some(path.display().to_string())
        }
        None => None,
    };
    drop(progress);
    let files = manifest.files().iter().zip(written).map(|(file, path)| FetchedFile {
        path: path.display().to_string(),
        bytes: file.bytes,
        sha256: file.sha256.to_string(),
    });
    let fetched = Fetched {
        job: job.address.to_string(),
        result: manifest.digest().to_string(),
        kernel: manifest.kernel().to_owned(),
        device: manifest.device().to_owned(),
        files: files.collect(),
        log,
    };
    context.output.note(format!("every hash is right; computed on {}", fetched.device));
    context.output.result(&fetched)
}

impl Report for Fetched {
    fn text(&self, colour: bool) -> String {
        let rows = self.files.iter().map(|file| vec![file.path.clone(), file.bytes.to_string(), file.sha256.clone()]);
        let rows = rows.chain(self.log.iter().map(|path| vec![path.clone(), "-".into(), "-".into()]));
        listing(colour, &["FILE", "BYTES", "SHA-256"], rows)
    }
}
