//! Instructions of the proofs program that prove memory.

use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::sysvar::slot_hashes;

use super::SYSTEM_PROGRAM;
use crate::generated::proofs::FURNACE_PROOFS_ID;
use crate::generated::proofs::accounts::MemoryAttempt as MemoryAttemptAccount;
use crate::generated::proofs::instructions::*;
use crate::pda;

/// Creates the account of the memory of a worker's GPU. Signed by the payer.
pub fn memory_open(payer: Address, worker: Address, gpu: u8) -> Instruction {
    MemoryOpen { payer, worker, memory: pda::memory(&worker, gpu), system_program: SYSTEM_PROGRAM }
        .instruction(MemoryOpenInstructionArgs { gpu })
}

/// Commits to all walks through the epoch's table. Signed by the worker's hot key.
pub fn memory_commit(key: Address, worker: Address, gpu: u8, proof: MemoryCommitInstructionArgs) -> Instruction {
    MemoryCommit {
        key,
        worker,
        beacon: pda::beacon(),
        certificate: pda::certificate(&worker),
        memory: pda::memory(&worker, gpu),
    }
    .instruction(proof)
}

/// Draws the walks that are to be shown. Signed by nobody in particular.
pub fn memory_draw(worker: Address, gpu: u8) -> Instruction {
    MemoryDraw { memory: pda::memory(&worker, gpu), slot_hashes: slot_hashes::ID }.instruction()
}

/// Shows a walk. Signed by nobody in particular.
pub fn walk_open(worker: Address, gpu: u8, opening: WalkOpenInstructionArgs) -> Instruction {
    WalkOpen {
        memory: pda::memory(&worker, gpu),
        certificate: pda::certificate(&worker),
        event_authority: pda::event_authority(&FURNACE_PROOFS_ID),
        program: FURNACE_PROOFS_ID,
    }
    .instruction(opening)
}

/// Ends a proof of memory whose walks were not shown in time. Signed by nobody in particular.
pub fn memory_fail(worker: Address, gpu: u8) -> Instruction {
    MemoryFail { memory: pda::memory(&worker, gpu) }.instruction()
}

/// Closes the account of a GPU's memory. Signed by the worker's hot key.
pub fn memory_close(key: Address, memory: &MemoryAttemptAccount) -> Instruction {
    let MemoryAttemptAccount { worker, gpu, rent_payer, .. } = *memory;
    MemoryClose { key, worker, beacon: pda::beacon(), memory: pda::memory(&worker, gpu), rent_payer }.instruction()
}
