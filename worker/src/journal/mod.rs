//! The journal: every step on chain is written down before it is taken, and results as soon as they are
//! stored, so that a worker killed at any point knows at its next start what it may have done.
//!
//! Calls block for the length of a small synchronous write, which is what they are for.

mod ballot;
mod error;
mod intent;
mod result;
mod sealed;

#[cfg(test)]
mod tests;

use std::{
    fs,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use rusqlite::Connection;

pub use error::JournalError;
pub use intent::{Intent, IntentId, Outcome, Step, Subject};

const SCHEMA: &str = include_str!("schema.sql");
const SCHEMA_VERSION: i64 = 3;
/// How long a result is remembered, in seconds: longer than any attempt at a job may take.
const RESULTS_KEPT: i64 = 30 * 86_400;
/// How long a failed job is remembered, in seconds: longer than any job may wait for a claim.
const FAILURES_KEPT: i64 = 60 * 86_400;
/// How long a vote is remembered, in seconds: longer than any dispute may take.
const BALLOTS_KEPT: i64 = 60 * 86_400;
/// How long to wait for another process to leave the journal.
const PATIENCE: Duration = Duration::from_millis(500);

/// The journal of one worker.
pub struct Journal {
    connection: Mutex<Connection>,
}

impl Journal {
    /// Opens the journal file, and keeps every other process out of it.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|source| JournalError::Folder { path: folder.to_owned(), source })?;
        }
        Self::prepare(Connection::open(path)?)
    }

    /// A journal that ends with this process.
    pub fn in_memory() -> Result<Self, JournalError> {
        Self::prepare(Connection::open_in_memory()?)
    }

    fn prepare(mut connection: Connection) -> Result<Self, JournalError> {
        connection.busy_timeout(PATIENCE)?;
        // One worker a journal: two with one key would claim for each other.
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let version: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        match version {
            SCHEMA_VERSION => {}
            0 => {
                transaction.execute_batch(SCHEMA)?;
                transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
            }
            newer => return Err(JournalError::Version(newer)),
        }
        transaction.execute("DELETE FROM result WHERE stored_at < ?1", [now() - RESULTS_KEPT])?;
        transaction.execute("DELETE FROM sealed WHERE stored_at < ?1", [now() - RESULTS_KEPT])?;
        transaction.execute("DELETE FROM given_up WHERE at < ?1", [now() - FAILURES_KEPT])?;
        transaction.execute("DELETE FROM ballot WHERE stored_at < ?1", [now() - BALLOTS_KEPT])?;
        transaction.commit()?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// This machine's time, unix seconds; only for people who read the journal.
fn now() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(elapsed.as_secs()).unwrap_or(i64::MAX)
}
