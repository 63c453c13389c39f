//! Results that wait to be attested, and jobs that failed here.

use furnace_client::artifacts::Digest;
use rusqlite::{OptionalExtension, params};
use solana_address::Address;

use super::{Journal, JournalError, now};
use crate::chain::Attestation;

impl Journal {
    /// Writes down that a job's result is in its store.
    pub fn keep_result(&self, job: &Address, attestation: &Attestation) -> Result<(), JournalError> {
        let Attestation { result, log, exit_code } = attestation;
        self.connection().execute(
            "INSERT OR REPLACE INTO result (job, manifest, log, exit_code, stored_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![job.to_string(), result.to_string(), log.to_string(), exit_code, now()],
        )?;
        Ok(())
    }

    /// The stored result of a job, if there is one.
    pub fn result(&self, job: &Address) -> Result<Option<Attestation>, JournalError> {
        let found: Option<(String, String, i32)> = self
            .connection()
            .query_row("SELECT manifest, log, exit_code FROM result WHERE job = ?1", params![job.to_string()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        found
            .map(|(result, log, exit_code)| Ok(Attestation { result: digest(&result)?, log: digest(&log)?, exit_code }))
            .transpose()
    }

    /// Writes down that a job failed here, so that it is not claimed again.
    pub fn give_up(&self, job: &Address, reason: &str) -> Result<(), JournalError> {
        self.connection().execute(
            "INSERT OR REPLACE INTO given_up (job, reason, at) VALUES (?1, ?2, ?3)",
            params![job.to_string(), reason, now()],
        )?;
        Ok(())
    }

    /// Whether a job failed here.
    pub fn has_given_up(&self, job: &Address) -> Result<bool, JournalError> {
        let found = self.connection().query_row(
            "SELECT EXISTS (SELECT 1 FROM given_up WHERE job = ?1)",
            params![job.to_string()],
            |row| row.get(0),
        )?;
        Ok(found)
    }
}

pub(super) fn digest(text: &str) -> Result<Digest, JournalError> {
    text.parse().map_err(|_| JournalError::Odd(format!("the digest '{text}'")))
}
