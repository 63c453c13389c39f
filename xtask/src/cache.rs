//! Tools and build folders that outlive a checkout.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

/// `FURNACE_CACHE`, or `~/.cache/furnace`.
pub(crate) fn root() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("FURNACE_CACHE").filter(|folder| !folder.is_empty()) {
        return std::path::absolute(folder).context("resolving FURNACE_CACHE");
    }
    let home = env::var_os("HOME").context("neither FURNACE_CACHE nor HOME is set")?;
    Ok(Path::new(&home).join(".cache/furnace"))
}

/// A folder of the cache, created if missing.
pub(crate) fn folder(name: &str) -> Result<PathBuf> {
    let folder = root()?.join(name);
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    Ok(folder)
}

/// A short name for the content of a source folder and for whatever else it is built with.
pub(crate) fn fingerprint(sources: &Path, extra: &[&str]) -> Result<String> {
    let mut files = Vec::new();
    collect(sources, &mut files)?;
    files.sort();
    let mut parts = Vec::new();
    for file in files {
        let name = file.strip_prefix(sources).unwrap_or(&file);
        parts.push(name.as_os_str().as_encoded_bytes().to_vec());
        parts.push(fs::read(&file).with_context(|| format!("reading {}", file.display()))?);
    }
    parts.extend(extra.iter().map(|text| text.as_bytes().to_vec()));
    Ok(digest(parts.iter().map(Vec::as_slice)))
}

/// A short name for a sequence of texts.
pub(crate) fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        let entry = entry?;
        let path = entry.path();
        let is_output = ["target", "node_modules"].iter().any(|name| entry.file_name() == *name);
        if entry.file_type()?.is_dir() {
            if !is_output {
                collect(&path, files)?;
            }
        } else {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_follow_content_and_versions() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("a.rs"), "one")?;
        let first = fingerprint(folder.path(), &["22"])?;
        assert_eq!(first, fingerprint(folder.path(), &["22"])?);
        assert_ne!(first, fingerprint(folder.path(), &["23"])?);
        fs::write(folder.path().join("a.rs"), "two")?;
        assert_ne!(first, fingerprint(folder.path(), &["22"])?);
        Ok(())
    }
}
