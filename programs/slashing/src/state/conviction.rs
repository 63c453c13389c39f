use anchor_lang::prelude::*;

/// That a worker was punished for a wrong proof, or for two results of one attempt at a job. It stays: nobody is punished
/// twice for the same.
#[account]
pub struct Conviction {
    pub worker: Address,
    /// The attempt at a proof, or the job.
    pub evidence: Address,
    pub pool: Address,
    /// HEAT base units.
    pub penalty: u64,
    /// Unix seconds.
    pub punished_at: i64,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 14],
}

const _: () = assert!(core::mem::size_of::<Conviction>() == 128);

impl Conviction {
    pub const VERSION: u8 = 1;

    /// Notes the penalty, HEAT base units.
    pub fn open(&mut self, worker: Address, evidence: Address, pool: Address, penalty: u64, now: i64) {
        self.worker = worker;
        self.evidence = evidence;
        self.pool = pool;
        self.penalty = penalty;
        self.punished_at = now;
        self.version = Self::VERSION;
    }
}
