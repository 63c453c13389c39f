//! Result manifests: what a worker delivered.
//!
//! A manifest lists the files of a result by path, size and hash, and is itself stored under the hash
//! that the worker attests on chain. It is canonical and holds no times, so that equal results have
//! equal hashes.

mod error;
mod path;
mod transfer;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use error::ManifestError;

use crate::artifacts::Digest;

/// The version of the format this client reads and writes.
pub const VERSION: u32 = 1;
/// Longest manifest document, in bytes.
pub const MANIFEST_BYTES: u64 = 4 << 20;
/// Most files in one result.
pub const FILES: usize = 10_000;

/// The files of one result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    version: u32,
    spec: Digest,
    kernel: String,
    device: String,
    files: Vec<OutputFile>,
}

/// One file of a result.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutputFile {
    /// Relative path with forward slashes.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Hash of the content, which is the name in the store.
    pub sha256: Digest,
}

impl Manifest {
    /// A checked manifest; the files may come in any order.
    pub fn new(
        spec: Digest,
        kernel: impl Into<String>,
        device: impl Into<String>,
        mut files: Vec<OutputFile>,
    ) -> Result<Self, ManifestError> {
        files.sort();
        let manifest = Self { version: VERSION, spec, kernel: kernel.into(), device: device.into(), files };
        manifest.check()?;
        Ok(manifest)
    }

    /// Reads a manifest; anything but the canonical spelling is refused.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ManifestError> {
        let manifest: Self = serde_json::from_slice(bytes)?;
        if manifest.version != VERSION {
            return Err(ManifestError::Version(manifest.version));
        }
        manifest.check()?;
        if manifest.to_bytes() == bytes { Ok(manifest) } else { Err(ManifestError::NotCanonical) }
    }

    /// The canonical document.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Only a map with non-text keys or a failing writer can stop this; a manifest has neither.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Hash of the canonical document, as job accounts carry it.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.to_bytes())
    }

    /// Hash of the spec that was computed.
    pub fn spec(&self) -> Digest {
        self.spec
    }

    /// Name of the kernel that ran.
    pub fn kernel(&self) -> &str {
        &self.kernel
    }

    /// Name of the device it ran on.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// The files, sorted by path.
    pub fn files(&self) -> &[OutputFile] {
        &self.files
    }

    /// Size of all files together, in bytes.
    pub fn total_bytes(&self) -> u64 {
        self.files.iter().fold(0, |sum, file| sum.saturating_add(file.bytes))
    }

    fn check(&self) -> Result<(), ManifestError> {
        if self.files.len() > FILES {
            return Err(ManifestError::TooManyFiles(self.files.len()));
        }
        for file in &self.files {
            path::check(&file.path)?;
        }
        for pair in self.files.windows(2) {
            if pair[0].path >= pair[1].path {
                return Err(ManifestError::Order(pair[1].path.clone()));
            }
        }
        path::check_folders(self.files.iter().map(|file| file.path.as_str()))
    }
}
