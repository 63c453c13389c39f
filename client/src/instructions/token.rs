//! Instructions of the token program, and of the SPL programs it builds on.

use solana_address::Address;
use solana_instruction::Instruction;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

use crate::{
    chain::ChainError,
    generated::token::instructions::{FeeVaultOpen, Initialize, InitializeInstructionArgs},
    pda, program,
};

/// Creates HEAT and mints genesis to a treasury of the given owner.
pub fn initialize(deployer: Address, payer: Address, authority: Address, treasury_owner: Address) -> Instruction {
    Initialize {
        deployer,
        payer,
        program_data: pda::program_data(&program::TOKEN),
        config: pda::token_config(),
        mint: pda::heat_mint(),
        treasury: pda::treasury(),
        token_program: program::SPL_TOKEN,
        system_program: program::SYSTEM,
    }
    .instruction(InitializeInstructionArgs { authority, treasury_owner })
}

/// Creates the vault that collects a market's fees.
pub fn fee_vault_open(payer: Address, market: Address) -> Instruction {
    FeeVaultOpen {
        payer,
        market,
        mint: pda::heat_mint(),
        vault: pda::fee_vault(&market),
        token_program: program::SPL_TOKEN,
        system_program: program::SYSTEM,
    }
    .instruction()
}

/// Creates a wallet's HEAT account, if there is none yet.
pub fn heat_account_open(payer: Address, wallet: Address) -> Instruction {
    create_associated_token_account_idempotent(&payer, &wallet, &pda::heat_mint(), &program::SPL_TOKEN)
}

/// Moves HEAT base units between token accounts.
pub fn transfer(source: Address, destination: Address, owner: Address, amount: u64) -> Result<Instruction, ChainError> {
    spl_token_interface::instruction::transfer(&program::SPL_TOKEN, &source, &destination, &owner, &[], amount)
        .map_err(|error| ChainError::Build(error.to_string()))
}
