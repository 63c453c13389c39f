//! Instructions of the slashing program.

use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::sysvar::instructions;

use super::{SYSTEM_PROGRAM, TOKEN_PROGRAM};
use crate::attested::Attested;
use crate::generated::jobs::FURNACE_JOBS_ID;
use crate::generated::jobs::accounts::{Job, Lease};
use crate::generated::jobs::types::Seat;
use crate::generated::slashing::FURNACE_SLASHING_ID;
use crate::generated::slashing::accounts::Refutation;
use crate::generated::slashing::instructions::*;
use crate::generated::slashing::types::SeatOffenceArgs;
use crate::generated::staking::FURNACE_STAKING_ID;
use crate::pda;
use crate::product::Evidence;

/// Opens the ledger of penalties, the roster of verifiers and the vault of bonds. Signed by the payer.
pub fn initialize(payer: Address) -> Instruction {
    Initialize {
        payer,
        ledger: pda::penalty_ledger(),
        roster: pda::roster(),
        vault: pda::bond_vault(),
        mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
        system_program: SYSTEM_PROGRAM,
    }
    .instruction()
}

/// Punishes a missed deadline; `pool` is the one of the job's operator, `reporter` a HEAT account that
/// takes the reporter's part. Signed by nobody in particular.
pub fn slash_missed_deadline(address: Address, job: &Job, pool: Address, reporter: Address) -> Instruction {
    SlashMissedDeadline {
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        job: address,
        balance: job.escrow.balance,
        compensation: job.escrow.compensation,
        vault: pda::balance_vault(&job.escrow.compensation),
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

/// Punishes a lease's worker that is down; `pool` is the one of its operator, `reporter` a HEAT account that takes the
/// reporter's part. Signed by nobody in particular.
pub fn slash_downtime(address: Address, lease: &Lease, pool: Address, reporter: Address) -> Instruction {
    SlashDowntime {
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        balance: lease.escrow.balance,
        compensation: lease.escrow.compensation,
        vault: pda::balance_vault(&lease.escrow.compensation),
        worker: lease.worker,
        operator: lease.operator,
        pool,
        pool_vault: pda::pool_vault(&pool),
        mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
        staking_program: FURNACE_STAKING_ID,
        jobs_program: FURNACE_JOBS_ID,
        lease: address,
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
        balance: job.escrow.balance,
        compensation: job.escrow.compensation,
        vault: pda::balance_vault(&job.escrow.compensation),
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

/// Punishes a worker that signed another result than it attested to on chain. `attested` is the checked signature, in
/// the instruction just before this one. `pool` is the one of the job's operator, `reporter` a HEAT account that takes the
/// reporter's part. Signed by the payer.
pub fn slash_two_results(
    payer: Address,
    address: Address,
    job: &Job,
    attested: &Attested,
    pool: Address,
    reporter: Address,
) -> [Instruction; 2] {
    let slash = SlashTwoResults {
        payer,
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        balance: job.escrow.balance,
        compensation: job.escrow.compensation,
        vault: pda::balance_vault(&job.escrow.compensation),
        worker: job.worker,
        operator: job.operator,
        pool,
        pool_vault: pda::pool_vault(&pool),
        mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
        staking_program: FURNACE_STAKING_ID,
        jobs_program: FURNACE_JOBS_ID,
        job: address,
        conviction: pda::two_results(&address, job.attempts),
        instructions: instructions::ID,
        reporter,
        system_program: SYSTEM_PROGRAM,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    };
    [attested.check(), slash.instruction()]
}

/// Shows that an entry of a job's product is wrong. Signed by the refuter, who pays the rent of the record.
pub fn entry_refute(refuter: Address, address: Address, job: &Job, evidence: &Evidence) -> Instruction {
    let Evidence { product, wrong, file, entries, path } = evidence;
    let args = EntryRefuteInstructionArgs {
        rows: product.rows,
        columns: product.columns,
        inner: product.inner,
        seed: product.seed,
        row: wrong.row,
        column: wrong.column,
        file: *file,
        entries: *entries,
        path: *path,
    };
    let refutation = pda::refutation(&address, job.attempts);
    EntryRefute { refuter, job: address, refutation, system_program: SYSTEM_PROGRAM }.instruction(args)
}

/// Punishes a worker for a wrong entry that was shown; `pool` is the one of its operator. Whoever showed it is paid at its
/// own HEAT account. Signed by nobody in particular.
pub fn slash_wrong_entry(refutation: &Refutation, job: &Job, pool: Address) -> Instruction {
    SlashWrongEntry {
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        balance: job.escrow.balance,
        compensation: job.escrow.compensation,
        vault: pda::balance_vault(&job.escrow.compensation),
        worker: refutation.worker,
        operator: refutation.operator,
        pool,
        pool_vault: pda::pool_vault(&pool),
        mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
        staking_program: FURNACE_STAKING_ID,
        jobs_program: FURNACE_JOBS_ID,
        job: refutation.job,
        refutation: pda::refutation(&refutation.job, refutation.attempt),
        reporter: pda::heat_account(&refutation.refuter),
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction()
}

/// Closes the record of a wrong entry that counts no more. Signed by nobody in particular.
pub fn refutation_close(refutation: &Refutation) -> Instruction {
    let Refutation { job, refuter, attempt, .. } = *refutation;
    RefutationClose { refutation: pda::refutation(&job, attempt), job, refuter }.instruction()
}

/// Punishes the holder of a crew's seat that is late; `pool` is the one of its operator, `reporter` a HEAT account that
/// takes the reporter's part. Signed by nobody in particular.
pub fn slash_missed_seat(
    address: Address,
    job: &Job,
    index: u8,
    seat: &Seat,
    pool: Address,
    reporter: Address,
) -> Instruction {
    SlashMissedSeat {
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        balance: job.escrow.balance,
        compensation: job.escrow.compensation,
        vault: pda::balance_vault(&job.escrow.compensation),
        worker: seat.worker,
        operator: seat.operator,
        pool,
        pool_vault: pda::pool_vault(&pool),
        mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
        staking_program: FURNACE_STAKING_ID,
        jobs_program: FURNACE_JOBS_ID,
        job: address,
        crew: pda::crew(&address).0,
        reporter,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction(SlashMissedSeatInstructionArgs { args: SeatOffenceArgs { seat: index } })
}

/// Hands a crew's seat back; `pool` is the one of its operator. Signed by the seat's key.
pub fn slash_quit_seat(address: Address, job: &Job, index: u8, seat: &Seat, pool: Address) -> Instruction {
    SlashQuitSeat {
        key: seat.key,
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        balance: job.escrow.balance,
        compensation: job.escrow.compensation,
        vault: pda::balance_vault(&job.escrow.compensation),
        worker: seat.worker,
        operator: seat.operator,
        pool,
        pool_vault: pda::pool_vault(&pool),
        mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
        staking_program: FURNACE_STAKING_ID,
        jobs_program: FURNACE_JOBS_ID,
        job: address,
        crew: pda::crew(&address).0,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction(SlashQuitSeatInstructionArgs { args: SeatOffenceArgs { seat: index } })
}

/// Punishes a worker for the wrong proof that it opened of a GPU; `pool` is the one of its operator, `reporter` a HEAT
/// account that takes the reporter's part. Signed by the payer of the record's rent.
pub fn slash_wrong_proof(payer: Address, worker: Address, gpu: u8, pool: Address, reporter: Address) -> Instruction {
    slash_wrong(payer, worker, pda::attempt(&worker, gpu), pool, reporter)
}

/// Punishes the worker whose proof of a GPU's memory was found wrong. Signed by the payer.
pub fn slash_wrong_memory(payer: Address, worker: Address, gpu: u8, pool: Address, reporter: Address) -> Instruction {
    slash_wrong(payer, worker, pda::memory(&worker, gpu), pool, reporter)
}

fn slash_wrong(payer: Address, worker: Address, attempt: Address, pool: Address, reporter: Address) -> Instruction {
    SlashWrongProof {
        payer,
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        attempt,
        worker,
        pool,
        pool_vault: pda::pool_vault(&pool),
        conviction: pda::conviction(&worker),
        mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
        staking_program: FURNACE_STAKING_ID,
        system_program: SYSTEM_PROGRAM,
        reporter,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction()
}
