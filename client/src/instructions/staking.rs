//! Instructions of the staking program.

use solana_address::Address;
use solana_instruction::Instruction;

use super::{SYSTEM_PROGRAM, TOKEN_PROGRAM};
use crate::generated::staking::FURNACE_STAKING_ID;
use crate::generated::staking::instructions::*;
use crate::pda;

/// Sets the parameters. Signed by the upgrade authority and the payer.
pub fn initialize(deployer: Address, payer: Address, args: InitializeInstructionArgs) -> Instruction {
    Initialize {
        deployer,
        payer,
        program_data: pda::program_data(&FURNACE_STAKING_ID),
        config: pda::staking_config(),
        system_program: SYSTEM_PROGRAM,
    }
    .instruction(args)
}

/// Opens an operator's pool. Signed by the operator and the payer.
pub fn pool_create(operator: Address, payer: Address, commission_bps: u16) -> Instruction {
    let pool = pda::pool(&operator);
    PoolCreate {
        operator,
        payer,
        pool,
        vault: pda::pool_vault(&pool),
        mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
        system_program: SYSTEM_PROGRAM,
    }
    .instruction(PoolCreateInstructionArgs { commission_bps })
}

/// Opens a wallet's position in a pool. Signed by the owner and the payer.
pub fn position_open(owner: Address, payer: Address, pool: Address) -> Instruction {
    PositionOpen { owner, payer, pool, position: pda::position(&pool, &owner), system_program: SYSTEM_PROGRAM }
        .instruction()
}

/// Stakes `amount` base units from `source`. Signed by the owner.
pub fn stake(owner: Address, pool: Address, source: Address, amount: u64) -> Instruction {
    Stake {
        owner,
        config: pda::staking_config(),
        pool,
        position: pda::position(&pool, &owner),
        vault: pda::pool_vault(&pool),
        source,
        token_program: TOKEN_PROGRAM,
    }
    .instruction(StakeInstructionArgs { amount })
}

/// Moves shares into unbonding. Signed by the owner.
pub fn unstake(owner: Address, pool: Address, shares: u64) -> Instruction {
    Unstake { owner, config: pda::staking_config(), pool, position: pda::position(&pool, &owner) }
        .instruction(UnstakeInstructionArgs { shares })
}

/// Pays out an unbonding, by its index in the position. Signed by the owner.
pub fn withdraw(owner: Address, pool: Address, destination: Address, index: u8) -> Instruction {
    Withdraw {
        owner,
        pool,
        position: pda::position(&pool, &owner),
        vault: pda::pool_vault(&pool),
        destination,
        token_program: TOKEN_PROGRAM,
    }
    .instruction(WithdrawInstructionArgs { index })
}
