//! Clients' money.

use solana_address::Address;
use solana_instruction::Instruction;

use crate::generated::jobs::instructions::*;
use crate::instructions::{SYSTEM_PROGRAM, TOKEN_PROGRAM};
use crate::pda;

/// Opens a client's balance in a mint. Signed by the client and the payer.
pub fn balance_open(client: Address, payer: Address, mint: Address) -> Instruction {
    let balance = pda::balance(&client, &mint);
    BalanceOpen {
        client,
        payer,
        governance: pda::governance(),
        mint,
        balance,
        vault: pda::balance_vault(&balance),
        token_program: TOKEN_PROGRAM,
        system_program: SYSTEM_PROGRAM,
    }
    .instruction()
}

/// Deposits `amount` base units from `source`. Signed by the client.
pub fn deposit(client: Address, mint: Address, source: Address, amount: u64) -> Instruction {
    let balance = pda::balance(&client, &mint);
    Deposit { client, balance, vault: pda::balance_vault(&balance), source, token_program: TOKEN_PROGRAM }
        .instruction(DepositInstructionArgs { amount })
}

/// Puts `amount` base units from `source` into somebody else's balance. Signed by the depositor.
pub fn sponsor(depositor: Address, balance: Address, source: Address, amount: u64) -> Instruction {
    Sponsor { depositor, balance, vault: pda::balance_vault(&balance), source, token_program: TOKEN_PROGRAM }
        .instruction(SponsorInstructionArgs { amount })
}

/// Returns what is not used of the deposits of the owner of `destination`. Signed by that owner or the client.
pub fn refund(caller: Address, balance: Address, destination: Address) -> Instruction {
    Refund { caller, balance, vault: pda::balance_vault(&balance), destination, token_program: TOKEN_PROGRAM }
        .instruction()
}

/// Withdraws `amount` free base units of the client's own to `destination`. Signed by the client.
pub fn withdraw(client: Address, mint: Address, destination: Address, amount: u64) -> Instruction {
    let balance = pda::balance(&client, &mint);
    Withdraw { client, balance, vault: pda::balance_vault(&balance), destination, token_program: TOKEN_PROGRAM }
        .instruction(WithdrawInstructionArgs { amount })
}
