//! The files that a job leaves behind.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::ExecutorError;

/// A folder for results, with a limit on all of them together.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    files: Vec<String>,
    bytes: u64,
    limit: u64,
}

impl Output {
    /// An empty folder that takes at most `limit` bytes. What an earlier attempt left there is removed.
    pub fn create(folder: &Path, limit: u64) -> Result<Self, ExecutorError> {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(ExecutorError::file(folder))?;
        }
        fs::create_dir_all(folder).map_err(ExecutorError::file(folder))?;
        Ok(Self { folder: folder.to_owned(), files: Vec::new(), bytes: 0, limit })
    }

    /// Writes one file of the result.
    pub fn write(&mut self, name: &str, content: &[u8]) -> Result<(), ExecutorError> {
        let bytes = self.bytes.saturating_add(content.len() as u64);
        if bytes > self.limit {
            return Err(ExecutorError::TooLarge { limit: self.limit });
        }
        let path = self.folder.join(name);
        fs::write(&path, content).map_err(ExecutorError::file(&path))?;
        self.bytes = bytes;
        self.files.push(name.to_owned());
        Ok(())
    }

    /// The files written, by name and place.
    pub fn files(&self) -> impl Iterator<Item = (&str, PathBuf)> {
        self.files.iter().map(|name| (name.as_str(), self.folder.join(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_on_all_files_together() {
        let folder = tempfile::tempdir().expect("folder");
        let mut output = Output::create(&folder.path().join("out"), 10).expect("create");
        output.write("a", b"12345").expect("fits");
        assert!(matches!(output.write("b", b"123456"), Err(ExecutorError::TooLarge { limit: 10 })));
        output.write("c", b"12345").expect("fits");
        assert_eq!(output.files().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "c"]);

        let output = Output::create(&folder.path().join("out"), 10).expect("create again");
        assert_eq!(output.files().count(), 0);
        assert!(!folder.path().join("out/a").exists());
    }
}
