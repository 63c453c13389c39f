//! Operators and workers.

use solana_address::Address;
use solana_instruction::Instruction;

use crate::generated::jobs::instructions::*;
use crate::instructions::SYSTEM_PROGRAM;
use crate::pda;

/// Opens an operator's book on its pool. Signed by the wallet and the payer.
pub fn operator_register(wallet: Address, payer: Address) -> Instruction {
    OperatorRegister {
        wallet,
        payer,
        pool: pda::pool(&wallet),
        operator: pda::operator(&wallet),
        system_program: SYSTEM_PROGRAM,
    }
    .instruction()
}

/// Closes the book of an operator without workers; `rent_payer` is who paid its rent. Signed by the wallet.
pub fn operator_close(wallet: Address, rent_payer: Address) -> Instruction {
    OperatorClose { wallet, operator: pda::operator(&wallet), rent_payer }.instruction()
}

/// Adds a worker. Signed by the wallet, the worker's hot key and the payer.
pub fn worker_register(
    wallet: Address,
    payer: Address,
    key: Address,
    args: WorkerRegisterInstructionArgs,
) -> Instruction {
    let operator = pda::operator(&wallet);
    WorkerRegister {
        wallet,
        payer,
        key,
        operator,
        worker: pda::worker(&operator, &key),
        system_program: SYSTEM_PROGRAM,
    }
    .instruction(args)
}

/// Ends a worker. Signed by the wallet.
pub fn worker_retire(wallet: Address, key: Address) -> Instruction {
    let operator = pda::operator(&wallet);
    WorkerRetire { wallet, operator, worker: pda::worker(&operator, &key) }.instruction()
}
