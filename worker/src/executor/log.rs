//! The log that a job leaves for its client. Unlike the result it may hold times.

use std::{
    fmt::Display,
    fs::File,
    io::Write,
    path::{Path, PathBuf},
    time::Instant,
};

use super::ExecutorError;

/// A text file with a line for each step, which begins with the seconds passed.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    file: File,
    began: Instant,
}

impl Log {
    /// An empty log.
    pub fn create(path: &Path) -> Result<Self, ExecutorError> {
        let file = File::create(path).map_err(ExecutorError::file(path))?;
        Ok(Self { path: path.to_owned(), file, began: Instant::now() })
    }

    /// Adds a line.
    pub fn line(&mut self, text: impl Display) -> Result<(), ExecutorError> {
        let seconds = self.began.elapsed().as_secs_f64();
        writeln!(self.file, "{seconds:10.3} {text}").map_err(ExecutorError::file(&self.path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}
