//! Results that wait to be attested, and jobs that failed here.

use furnace_client::artifacts::Digest;
use rusqlite::{OptionalExtension, params};
use solana_address::Address;

use super::{Journal, JournalError, now};
use crate::chain::Attestation;

impl Journal {
    /// Writes down that the result of an attempt at a job is in its store, unless there is one already. Returns the one
    /// that stands: a worker that was cut off may have signed it.
    pub fn keep_result(
        &self,
        job: &Address,
        attempt: u8,
        attestation: &Attestation,
    ) -> Result<Attestation, JournalError> {
        let Attestation { result, log, exit_code } = attestation;
        self.connection().execute(
            "INSERT OR IGNORE INTO result (job, attempt, manifest, log, exit_code, stored_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![job.to_string(), attempt, result.to_string(), log.to_string(), exit_code, now()],
        )?;
        self.result(job, attempt)?.ok_or_else(|| JournalError::Odd(format!("no result of job {job}")))
    }

    /// The stored result of an attempt at a job, if there is one.
    pub fn result(&self, job: &Address, attempt: u8) -> Result<Option<Attestation>, JournalError> {
        let found: Option<(String, String, i32)> = self
            .connection()
            .query_row(
                "SELECT manifest, log, exit_code FROM result WHERE job = ?1 AND attempt = ?2",
                params![job.to_string(), attempt],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
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
