//! Comparing folders.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// Files that are in only one of the folders or differ, relative to them.
pub(super) fn between(fresh: &Path, committed: &Path) -> Result<Vec<PathBuf>> {
    let mut names = BTreeSet::new();
    for folder in [fresh, committed] {
        let mut found = Vec::new();
        if folder.exists() {
            files(folder, &mut found)?;
        }
        names.extend(found.iter().filter_map(|file| file.strip_prefix(folder).ok()).map(Path::to_path_buf));
    }
    let read = |folder: &Path, name: &PathBuf| fs::read(folder.join(name)).ok();
    Ok(names.into_iter().filter(|name| read(fresh, name) != read(committed, name)).collect())
}

/// Makes a committed file what the fresh one is, which may be gone.
pub(super) fn take_over(name: &Path, fresh: &Path, committed: &Path) -> Result<()> {
    let (from, to) = (fresh.join(name), committed.join(name));
    if !from.exists() {
        return fs::remove_file(&to).with_context(|| format!("removing {}", to.display()));
    }
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).with_context(|| format!("creating {}", parent.display()))?;
    }
    fs::copy(&from, &to).map(drop).with_context(|| format!("writing {}", to.display()))
}

/// All files below a folder.
pub(super) fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files(&entry.path(), found)?;
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_and_removes_differences() -> Result<()> {
        let (fresh, committed) = (tempfile::tempdir()?, tempfile::tempdir()?);
        for (folder, name, text) in
            [(&fresh, "new", "1"), (&fresh, "same", "2"), (&committed, "same", "2"), (&committed, "old", "3")]
        {
            fs::write(folder.path().join(name), text)?;
        }
        let names = between(fresh.path(), committed.path())?;
        assert_eq!(names, [PathBuf::from("new"), PathBuf::from("old")]);
        for name in &names {
            take_over(name, fresh.path(), committed.path())?;
        }
        assert!(between(fresh.path(), committed.path())?.is_empty());
        Ok(())
    }
}
