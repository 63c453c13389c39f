//! Votes that nobody else may see yet.

use rusqlite::{OptionalExtension, params};
use solana_address::Address;

use super::{Journal, JournalError, now, result::digest};
use crate::verifying::Ballot;

impl Journal {
    /// Writes down a vote in a round of a dispute, unless there is one already. Returns the one that stands: a verifier
    /// that was cut off may have committed to it.
    pub fn keep_ballot(&self, dispute: &Address, round: u8, ballot: &Ballot) -> Result<Ballot, JournalError> {
        let Ballot { result, salt } = ballot;
        self.connection().execute(
            "INSERT OR IGNORE INTO ballot (dispute, round, result, salt, stored_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![dispute.to_string(), round, result.to_string(), salt, now()],
        )?;
        self.ballot(dispute, round)?.ok_or_else(|| JournalError::Odd(format!("no ballot of dispute {dispute}")))
    }

    /// The vote in a round of a dispute, if there is one.
    pub fn ballot(&self, dispute: &Address, round: u8) -> Result<Option<Ballot>, JournalError> {
        let found: Option<(String, Vec<u8>)> = self
            .connection()
            .query_row(
                "SELECT result, salt FROM ballot WHERE dispute = ?1 AND round = ?2",
                params![dispute.to_string(), round],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let Some((result, salt)) = found else {
            return Ok(None);
        };
        let salt = salt.try_into().map_err(|_| JournalError::Odd(format!("the salt of dispute {dispute}")))?;
        Ok(Some(Ballot { result: digest(&result)?, salt }))
    }
}
