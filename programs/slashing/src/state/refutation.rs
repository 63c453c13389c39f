use anchor_lang::prelude::*;
use furnace_common::state::JobState;
use furnace_jobs::state::Job;

use crate::error::SlashingError;

/// That the result of one attempt at a job has a wrong entry. There is one for each attempt: a result is punished once,
/// however many of its entries are wrong.
#[account]
pub struct Refutation {
    pub job: Address,
    /// Who attested to the result.
    pub worker: Address,
    /// That worker's operator.
    pub operator: Address,
    /// Who showed it: is paid for it, and gets the rent back.
    pub refuter: Address,
    pub result_hash: [u8; 32],
    /// HEAT base units; zero until it is taken.
    pub penalty: u64,
    /// Unix seconds.
    pub refuted_at: i64,
    /// Unix seconds; zero until the penalty is taken.
    pub punished_at: i64,
    /// The entry.
    pub row: u16,
    pub column: u16,
    /// Workers that had lost the job before.
    pub attempt: u8,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 65],
}

const _: () = assert!(core::mem::size_of::<Refutation>() == 256);

impl Refutation {
    pub const VERSION: u8 = 1;

    /// Notes what was shown of a job's present result.
    pub fn open(&mut self, address: &Address, job: &Job, refuter: Address, (row, column): (u16, u16), now: i64) {
        self.job = *address;
        self.worker = job.worker;
        self.operator = job.operator;
        self.refuter = refuter;
        self.result_hash = job.result_hash;
        self.refuted_at = now;
        self.row = row;
        self.column = column;
        self.attempt = job.attempts;
        self.version = Self::VERSION;
    }

    /// Nobody was punished for the result, and no committee may still do it. Returns whether the job is still to be taken
    /// from its worker.
    pub fn require_punishable(&self, job: &Job) -> Result<bool> {
        require!(!self.is_punished() && !job.is_found_wrong(self.attempt), SlashingError::AlreadyPunished);
        // A committee that came to no result gave the job back, and punished nobody.
        if job.attempts != self.attempt {
            return Ok(false);
        }
        match JobState::from_byte(job.state).ok_or(SlashingError::UnknownState)? {
            JobState::Review => Ok(true),
            JobState::Settled => Ok(false),
            // The votes are paid out of what a conviction takes: it would not be there.
            _ => Err(SlashingError::ResultJudged.into()),
        }
    }

    /// Notes the penalty, HEAT base units.
    pub fn punish(&mut self, penalty: u64, now: i64) {
        self.penalty = penalty;
        self.punished_at = now;
    }

    /// The job has gone on, so that the same cannot be shown again, and somebody was punished for the result.
    pub fn require_done(&self, job: &Job) -> Result<()> {
        let punished = self.is_punished() || job.is_found_wrong(self.attempt);
        require!(job.attempts != self.attempt && punished, SlashingError::RefutationCounts);
        Ok(())
    }

    fn is_punished(&self) -> bool {
        self.punished_at != 0
    }
}
