use anchor_lang::prelude::*;
use furnace_common::limits::{MAX_WORKER_GPUS, MAX_WORKER_JOBS};

use crate::error::JobsError;

/// One machine of an operator: its keys, what it has, and how it has done.
#[account]
pub struct Worker {
    /// The operator's book.
    pub operator: Address,
    /// Hot key that claims and attests.
    pub key: Address,
    /// X25519 public key to which clients encrypt secrets.
    pub encryption_key: [u8; 32],
    /// Unix seconds.
    pub registered_at: i64,
    /// Jobs settled.
    pub completed: u64,
    /// Jobs lost by a missed deadline, by quitting, or by a wrong result.
    pub failed: u64,
    /// From start to submission of settled jobs, and of leases what was billed, in seconds.
    pub busy_seconds: u64,
    /// Memory of each GPU, in GiB.
    pub vram_gib: u16,
    pub gpus: u8,
    /// Most jobs that it may hold at once.
    pub max_jobs: u8,
    /// Jobs that it holds.
    pub jobs: u8,
    /// One once retired.
    pub retired: u8,
    /// Where it is: a bit of `Needs::regions`, as its operator says.
    pub region: u8,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 119],
}

const _: () = assert!(core::mem::size_of::<Worker>() == 256);

/// What a worker says that it has.
#[derive(Clone, Copy)]
pub struct Hardware {
    pub gpus: u8,
    /// Of each GPU.
    pub vram_gib: u16,
    pub max_jobs: u8,
    pub region: u8,
}

impl Worker {
    pub const VERSION: u8 = 1;

    /// Fills a new worker.
    pub fn open(&mut self, operator: Address, key: Address, encryption_key: [u8; 32], has: Hardware) -> Result<()> {
        let in_bounds = (1..=MAX_WORKER_GPUS).contains(&has.gpus)
            && (1..=MAX_WORKER_JOBS).contains(&has.max_jobs)
            && u32::from(has.region) < u32::BITS;
        require!(in_bounds, JobsError::ParameterOutOfBounds);
        self.operator = operator;
        self.key = key;
        self.encryption_key = encryption_key;
        self.gpus = has.gpus;
        self.vram_gib = has.vram_gib;
        self.max_jobs = has.max_jobs;
        self.region = has.region;
        self.version = Self::VERSION;
        Ok(())
    }

    /// It is not retired.
    pub fn require_active(&self) -> Result<()> {
        require!(self.retired == 0, JobsError::WorkerRetired);
        Ok(())
    }

    /// It could take one more job.
    pub fn require_free(&self) -> Result<()> {
        self.require_active()?;
        require!(self.jobs < self.max_jobs, JobsError::WorkerFull);
        Ok(())
    }

    /// Takes one more job.
    pub fn take(&mut self) -> Result<()> {
        self.require_free()?;
        self.jobs = self.jobs.checked_add(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// Counts a settled job.
    pub fn complete(&mut self, busy_seconds: u64) -> Result<()> {
        self.drop_job()?;
        self.completed = self.completed.checked_add(1).ok_or(JobsError::Overflow)?;
        self.bill(busy_seconds)
    }

    /// Lets go of a job that counts neither way.
    pub fn drop_job(&mut self) -> Result<()> {
        self.jobs = self.jobs.checked_sub(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// Counts time that was billed.
    pub fn bill(&mut self, seconds: u64) -> Result<()> {
        self.busy_seconds = self.busy_seconds.checked_add(seconds).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// Counts a lost job.
    pub fn fail(&mut self) -> Result<()> {
        self.drop_job()?;
        self.count_failed()
    }

    /// Counts a result that was found wrong when the worker had let go of the job already.
    pub fn count_failed(&mut self) -> Result<()> {
        self.failed = self.failed.checked_add(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// Ends the worker, once it holds no job.
    pub fn retire(&mut self) -> Result<()> {
        self.require_active()?;
        require!(self.jobs == 0, JobsError::WorkerBusy);
        self.retired = 1;
        Ok(())
    }
}
