use std::{io, path::PathBuf};

use thiserror::Error;

/// The journal cannot be used.
#[derive(Debug, Error)]
pub enum JournalError {
    /// Its folder cannot be created.
    #[error("cannot create the folder {}: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// Another process has it.
    #[error("the journal is in use by another worker; give this one a work folder of its own")]
    InUse,
    /// It was written by a newer program.
    #[error("the journal has version {0}, which this program does not know")]
    Version(i64),
    /// A row is not what this program writes.
    #[error("the journal holds something odd: {0}")]
    Odd(String),
    /// The database failed.
    #[error("the journal failed: {0}")]
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Self::InUse,
            _ => Self::Database(error),
        }
    }
}
