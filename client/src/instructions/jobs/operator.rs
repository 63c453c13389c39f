//! Operators and their workers.

use solana_address::Address;
use solana_instruction::Instruction;

use crate::{
    generated::jobs::instructions::{
        OperatorRegister, OperatorWithdraw, OperatorWithdrawInstructionArgs, WorkerRegister, WorkerRetire,
    },
    pda, program,
};

pub use crate::generated::jobs::instructions::WorkerRegisterInstructionArgs as Hardware;

/// Opens the book of an operator that has a pool.
pub fn operator_register(wallet: Address, payer: Address) -> Instruction {
    let operator = pda::operator(&wallet);
    OperatorRegister {
        wallet,
        payer,
        pool: pda::pool(&wallet),
        operator,
        earnings: pda::earnings(&operator),
        mint: pda::heat_mint(),
        token_program: program::SPL_TOKEN,
        system_program: program::SYSTEM,
    }
    .instruction()
}

/// Pays out earnings in HEAT base units.
pub fn operator_withdraw(wallet: Address, destination: Address, amount: u64) -> Instruction {
    let operator = pda::operator(&wallet);
    OperatorWithdraw {
        wallet,
        operator,
        earnings: pda::earnings(&operator),
        destination,
        token_program: program::SPL_TOKEN,
    }
    .instruction(OperatorWithdrawInstructionArgs { amount })
}

/// Adds a machine with its hot key, which signs too.
pub fn worker_register(wallet: Address, payer: Address, key: Address, hardware: Hardware) -> Instruction {
    let operator = pda::operator(&wallet);
    let worker = pda::worker(&operator, &key);
    WorkerRegister { wallet, payer, key, operator, worker, system_program: program::SYSTEM }.instruction(hardware)
}

/// Ends a worker.
pub fn worker_retire(wallet: Address, worker: Address) -> Instruction {
    WorkerRetire { wallet, operator: pda::operator(&wallet), worker }.instruction()
}
