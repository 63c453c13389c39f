//! Instructions of the slashing program.

use solana_address::Address;
use solana_instruction::Instruction;

use super::{SYSTEM_PROGRAM, TOKEN_PROGRAM};
use crate::generated::jobs::FURNACE_JOBS_ID;
use crate::generated::jobs::accounts::Job;
use crate::generated::slashing::FURNACE_SLASHING_ID;
use crate::generated::slashing::instructions::*;
use crate::generated::staking::FURNACE_STAKING_ID;
use crate::pda;

/// Opens the ledger of penalties. Signed by the payer.
pub fn initialize(payer: Address) -> Instruction {
    Initialize { payer, ledger: pda::penalty_ledger(), system_program: SYSTEM_PROGRAM }.instruction()
}

/// Punishes a missed deadline; `pool` is the one of the job's operator, `reporter` a HEAT account that
/// takes the reporter's part. Signed by nobody in particular.
pub fn slash_missed_deadline(address: Address, job: &Job, pool: Address, reporter: Address) -> Instruction {
    SlashMissedDeadline {
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        job: address,
        balance: job.balance,
        balance_vault: pda::balance_vault(&job.balance),
        worker: job.worker,
        operator: job.operator,
        pool,
        pool_vault: pda::pool_vault(&pool),
        mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
        staking_program: FURNACE_STAKING_ID,
        jobs_program: FURNACE_JOBS_ID,
        reporter,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction()
}

/// Hands a job back; `pool` is the one of the job's operator. Signed by the key that claimed.
pub fn slash_quit(address: Address, job: &Job, pool: Address) -> Instruction {
    SlashQuit {
        key: job.worker_key,
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        job: address,
        balance: job.balance,
        balance_vault: pda::balance_vault(&job.balance),
        worker: job.worker,
        operator: job.operator,
        pool,
        pool_vault: pda::pool_vault(&pool),
        mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
        staking_program: FURNACE_STAKING_ID,
        jobs_program: FURNACE_JOBS_ID,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction()
}
