//! Results of replicas that nobody else may see yet.

use rusqlite::{OptionalExtension, params};
use solana_address::Address;

use super::{Journal, JournalError, now, result::digest};
use crate::chain::{Attestation, Sealed};

impl Journal {
    /// Writes down a result with what hides it. Whoever committed to a result and cannot reveal it is punished.
    pub fn keep_sealed(&self, job: &Address, sealed: &Sealed) -> Result<(), JournalError> {
        let Sealed { attestation: Attestation { result, log, exit_code }, salt } = sealed;
        self.connection().execute(
            "INSERT OR REPLACE INTO sealed (job, manifest, log, exit_code, salt, stored_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![job.to_string(), result.to_string(), log.to_string(), exit_code, salt, now()],
        )?;
        Ok(())
    }

    /// The sealed result of a job, if there is one.
    pub fn sealed(&self, job: &Address) -> Result<Option<Sealed>, JournalError> {
        let found: Option<(String, String, i32, Vec<u8>)> = self
            .connection()
            .query_row(
                "SELECT manifest, log, exit_code, salt FROM sealed WHERE job = ?1",
                params![job.to_string()],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .optional()?;
        let Some((result, log, exit_code, salt)) = found else {
            return Ok(None);
        };
        let salt = salt.try_into().map_err(|_| JournalError::Odd(format!("the salt of job {job}")))?;
        Ok(Some(Sealed { attestation: Attestation { result: digest(&result)?, log: digest(&log)?, exit_code }, salt }))
    }
}
