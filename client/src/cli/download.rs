//! Results, fetched into a folder.

use std::path::Path;

use anyhow::Context as _;
use furnace_client::{
    artifacts::{Digest, Store},
    manifest::Manifest,
};
use serde::Serialize;

use super::report::listing;

/// Largest log, in bytes.
const LOG_BYTES: u64 = 64 << 20;
const LOG_NAME: &str = "job.log";
const HEADINGS: [&str; 3] = ["FILE", "BYTES", "SHA-256"];

/// A result in a folder.
#[derive(Serialize)]
pub(super) struct Downloaded {
    pub(super) result: String,
    pub(super) kernel: String,
    pub(super) device: String,
    pub(super) files: Vec<DownloadedFile>,
    /// Where the log is, if it was asked for.
    pub(super) log: Option<String>,
}

#[derive(Serialize)]
pub(super) struct DownloadedFile {
    path: String,
    bytes: u64,
    sha256: String,
}

impl Downloaded {
    /// Fetches every file of a result, verified, and the log where it is named.
    pub(super) async fn fetch(
        manifest: &Manifest,
        log: Option<Digest>,
        store: &Store,
        folder: &Path,
    ) -> anyhow::Result<Self> {
        let written = manifest.download(store, folder).await.context("fetching the result")?;
        let log = match log {
            Some(digest) => {
                let path = folder.join(LOG_NAME);
                store.get_to_file(digest, LOG_BYTES, &path).await.context("fetching the log")?;
                Some(path.display().to_string())
            }
            None => None,
        };
        let files = manifest.files().iter().zip(written).map(|(file, path)| DownloadedFile {
            path: path.display().to_string(),
            bytes: file.bytes,
            sha256: file.sha256.to_string(),
        });
        Ok(Self {
            result: manifest.digest().to_string(),
            kernel: manifest.kernel().to_owned(),
            device: manifest.device().to_owned(),
            files: files.collect(),
            log,
        })
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let files = self.files.iter().map(|file| vec![file.path.clone(), file.bytes.to_string(), file.sha256.clone()]);
        files.chain(self.log.iter().map(|path| vec![path.clone(), "-".into(), "-".into()])).collect()
    }

    /// The files of all of them, for people.
    pub(super) fn table<'a>(all: impl IntoIterator<Item = &'a Self>, colour: bool) -> String {
        listing(colour, &HEADINGS, all.into_iter().flat_map(Self::rows))
    }
}
