//! Parameters and markets.

use solana_address::Address;
use solana_instruction::Instruction;

use crate::{
    generated::jobs::instructions::{Initialize, MarketOpen},
    pda, program,
};

pub use crate::generated::jobs::instructions::{
    InitializeInstructionArgs as JobsParameters, MarketOpenInstructionArgs as MarketTerms,
};

/// Sets the parameters.
pub fn initialize(deployer: Address, payer: Address, parameters: JobsParameters) -> Instruction {
    Initialize {
        deployer,
        payer,
        program_data: pda::program_data(&program::JOBS),
        config: pda::jobs_config(),
        system_program: program::SYSTEM,
    }
    .instruction(parameters)
}

/// Opens a market whose fee vault exists.
pub fn market_open(opener: Address, payer: Address, terms: MarketTerms) -> Instruction {
    let market = pda::market(&opener, terms.index);
    MarketOpen {
        opener,
        payer,
        config: pda::jobs_config(),
        market,
        mint: pda::heat_mint(),
        fee_vault: pda::fee_vault(&market),
        system_program: program::SYSTEM,
    }
    .instruction(terms)
}
