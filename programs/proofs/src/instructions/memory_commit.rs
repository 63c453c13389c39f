use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use furnace_common::memory::challenge_seed;
use furnace_jobs::state::Worker;

use super::sha256;
use crate::error::ProofsError;
use crate::events::MemoryCommitted;
use crate::state::{Beacon, Certificate, MemoryAttempt};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct MemoryCommitArgs {
    /// The size of the table, in MiB: 1 to 131,072.
    pub mib: u32,
    /// The roots of the parts of the tree over the ends of all walks.
    pub roots: [[u8; 32]; 16],
}

#[derive(Accounts)]
pub struct MemoryCommit {
    /// The worker's hot key.
    #[account(address = worker.key @ ProofsError::NotWorker)]
    pub key: Signer,
    #[account(constraint = worker.retired == 0 @ ProofsError::WorkerRetired)]
    pub worker: Account<Worker>,
    pub beacon: Account<Beacon>,
    #[account(
        constraint = certificate.worker == *worker.address() @ ProofsError::WorkerMismatch,
        constraint = certificate.convicted_at == 0 @ ProofsError::Convicted
    )]
    pub certificate: Account<Certificate>,
    #[account(mut, constraint = memory.worker == *worker.address() @ ProofsError::WorkerMismatch)]
    pub memory: Account<MemoryAttempt>,
}

pub(crate) fn handler(ctx: &mut Context<MemoryCommit>, args: MemoryCommitArgs) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    let (worker, beacon, memory) = (*accounts.worker.address(), &accounts.beacon, &mut accounts.memory);
    let seed = challenge_seed(&beacon.seed, worker.as_array(), memory.gpu, sha256);
    memory.commit(beacon, args.mib, &args.roots, seed, clock.unix_timestamp, clock.slot)?;
    emit!(MemoryCommitted { worker, epoch: memory.epoch, mib: args.mib, gpu: memory.gpu, _pad: [0; 3] });
    Ok(())
}
