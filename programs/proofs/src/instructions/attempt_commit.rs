use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use furnace_common::proof::{challenge_seed, Shape};
use furnace_jobs::state::Worker;

use super::sha256;
use crate::error::ProofsError;
use crate::events::ProofCommitted;
use crate::state::{Attempt, Beacon, Certificate};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct AttemptCommitArgs {
    /// Rows of A and columns of B: a power of two, 64 to 32,768.
    pub size: u16,
    /// Columns of A and rows of B: a multiple of 8, 64 to 65,528.
    pub inner: u16,
    /// 1 to 1,024.
    pub rounds: u16,
    /// The seed of a round after the last, which binds the roots of all.
    pub end: [u8; 32],
}

#[derive(Accounts)]
pub struct AttemptCommit {
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
    #[account(mut, constraint = attempt.worker == *worker.address() @ ProofsError::WorkerMismatch)]
    pub attempt: Account<Attempt>,
}

pub(crate) fn handler(ctx: &mut Context<AttemptCommit>, args: AttemptCommitArgs) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    let (worker, beacon, attempt) = (*accounts.worker.address(), &accounts.beacon, &mut accounts.attempt);
    let seed = challenge_seed(&beacon.seed, worker.as_array(), attempt.gpu, sha256);
    let shape = Shape { size: args.size, inner: args.inner, rounds: args.rounds };
    attempt.commit(beacon, shape, args.end, seed, clock.unix_timestamp, clock.slot)?;
    let Attempt { epoch, gpu, .. } = **attempt;
    emit!(ProofCommitted { worker, epoch, score: attempt.score(), gpu, _pad: [0; 7] });
    Ok(())
}
