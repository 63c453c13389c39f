use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use furnace_common::penalties::{split_without_client, Split, WRONG_PROOF_BPS};
use furnace_common::{bps, seeds};
use furnace_jobs::state::Worker;
use furnace_proofs::state::wrong_prover;
use furnace_staking::instructions::SlashArgs;
use furnace_staking::state::Pool;
use furnace_support::{event, ids};

use crate::error::SlashingError;
use crate::events::WrongProofPunished;
use crate::instructions::signer_seeds;
use crate::state::{Conviction, PenaltyLedger};

#[event_cpi]
#[derive(Accounts)]
pub struct SlashWrongProof {
    /// Pays the rent of the record.
    #[account(mut)]
    pub payer: Signer,
    /// Signs for this program towards staking.
    #[account(address = ids::SLASHING_AUTHORITY)]
    pub authority: UncheckedAccount,
    #[account(mut)]
    pub ledger: Account<PenaltyLedger>,
    /// The proof, of products or of memory: arithmetic that anyone can do again, so that there is nothing to appeal
    /// against.
    #[account(constraint = wrong_prover(attempt.account()).is_some() @ SlashingError::ProofNotWrong)]
    pub attempt: UncheckedAccount,
    #[account(constraint = wrong_prover(attempt.account()) == Some(*worker.address()) @ SlashingError::WorkerMismatch)]
    pub worker: Account<Worker>,
    /// The operator's: its book with the jobs program may be closed by now, its pool not yet.
    #[account(mut, constraint = book_of(&pool) == worker.operator @ SlashingError::WrongPool)]
    pub pool: Account<Pool>,
    /// Staking checks that it is the pool's.
    #[account(mut)]
    pub pool_vault: UncheckedAccount,
    #[account(init, payer = payer, seeds = [b"conviction", worker.address().as_ref()], bump)]
    pub conviction: Account<Conviction>,
    /// The HEAT mint, to burn from; staking checks it.
    #[account(mut)]
    pub mint: UncheckedAccount,
    pub token_program: Program<Token>,
    #[account(address = ids::STAKING)]
    pub staking_program: UncheckedAccount,
    pub system_program: Program<System>,
    /// Takes the reporter's part: any HEAT account of the caller's choice.
    #[account(mut)]
    pub reporter: UncheckedAccount,
}

/// Where the jobs program keeps the book of a pool's operator.
fn book_of(pool: &Pool) -> Address {
    find_program_address(&[seeds::OPERATOR, pool.operator.as_ref()], &ids::JOBS).0
}

impl SlashWrongProof {
    /// Takes the penalty from the pool.
    fn slash(&self, amount: u64, parts: &Split) -> Result<()> {
        let accounts = furnace_staking::call::Slash {
            program: self.staking_program.account(),
            authority: self.authority.account(),
            pool: self.pool.account(),
            vault: self.pool_vault.account(),
            // Nobody is injured: the reporter stands in the client's place.
            client: self.reporter.account(),
            reporter: None,
            mint: self.mint.account(),
            token_program: self.token_program.account(),
        };
        let args = SlashArgs { amount, to_client: parts.reporter, to_reporter: 0, appealable: 0 };
        furnace_staking::call::slash(&accounts, &args, &signer_seeds())
    }
}

pub(crate) fn handler(ctx: &mut Context<SlashWrongProof>) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let accounts = &mut ctx.accounts;
    // Rounded up, against whoever cheated.
    let penalty = bps::of_ceil(accounts.pool.slashable(), WRONG_PROOF_BPS).ok_or(SlashingError::Overflow)?;
    let parts = split_without_client(penalty).ok_or(SlashingError::Overflow)?;
    let (worker, attempt, pool) = (*accounts.worker.address(), *accounts.attempt.address(), *accounts.pool.address());
    accounts.ledger.record(penalty, &parts)?;
    accounts.conviction.open(worker, attempt, pool, penalty, now);
    accounts.conviction.bump = ctx.bumps.conviction;
    accounts.slash(penalty, &parts)?;
    let Split { reporter: to_reporter, burn: burned, .. } = parts;
    let punished = WrongProofPunished { worker, attempt, pool, penalty, to_reporter, burned };
    event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &punished)
}
