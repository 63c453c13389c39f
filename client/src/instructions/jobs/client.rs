//! Client balances.

use solana_address::Address;
use solana_instruction::Instruction;

use crate::{
    generated::jobs::instructions::{BalanceOpen, Deposit, DepositInstructionArgs, Withdraw, WithdrawInstructionArgs},
    pda, program,
};

/// Opens a client's balance and its vault.
pub fn balance_open(client: Address, payer: Address) -> Instruction {
    let balance = pda::balance(&client);
    BalanceOpen {
        client,
        payer,
        mint: pda::heat_mint(),
        balance,
        vault: pda::balance_vault(&balance),
        token_program: program::SPL_TOKEN,
        system_program: program::SYSTEM,
    }
    .instruction()
}

/// Moves HEAT base units from a token account into the balance.
pub fn deposit(client: Address, source: Address, amount: u64) -> Instruction {
    let balance = pda::balance(&client);
    Deposit { client, balance, vault: pda::balance_vault(&balance), source, token_program: program::SPL_TOKEN }
        .instruction(DepositInstructionArgs { amount })
}

/// Moves free HEAT base units out of the balance.
pub fn withdraw(client: Address, destination: Address, amount: u64) -> Instruction {
    let balance = pda::balance(&client);
    Withdraw { client, balance, vault: pda::balance_vault(&balance), destination, token_program: program::SPL_TOKEN }
        .instruction(WithdrawInstructionArgs { amount })
}
