//! Instructions of the token program, and of the SPL programs it builds on.

use solana_address::Address;
use solana_instruction::Instruction;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

use crate::{
    chain::ChainError,
    generated::token::instructions::{FeeVaultOpen, Initialize, InitializeInstructionArgs},
    pda, program,
};

/// Creates HEAT and mints genesis to the treasury. Signed by the upgrade authority and the payer.
pub fn initialize(deployer: Address, payer: Address, args: InitializeInstructionArgs) -> Instruction {
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
    .instruction(args)
}

/// Creates the vault that collects a market's fees in HEAT. Signed by the payer.
pub fn fee_vault_open(payer: Address, market: Address) -> Instruction {
    let mint = pda::heat_mint();
    FeeVaultOpen {
        payer,
        market,
        mint,
        vault: pda::fee_vault(&market, &mint),
        token_program: program::SPL_TOKEN,
        system_program: program::SYSTEM,
    }
    .instruction()
}

/// Creates a wallet's HEAT account, if there is none yet. Signed by the payer.
pub fn heat_account_open(payer: Address, wallet: Address) -> Instruction {
    create_associated_token_account_idempotent(&payer, &wallet, &pda::heat_mint(), &program::SPL_TOKEN)
}

/// Moves base units between token accounts. Signed by the owner.
pub fn transfer(source: Address, destination: Address, owner: Address, amount: u64) -> Result<Instruction, ChainError> {
    spl_token_interface::instruction::transfer(&program::SPL_TOKEN, &source, &destination, &owner, &[], amount)
        .map_err(|error| ChainError::Build(error.to_string()))
}
