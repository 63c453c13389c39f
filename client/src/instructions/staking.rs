//! Instructions of the staking program.

use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};

use super::{SYSTEM_PROGRAM, TOKEN_PROGRAM};
use crate::generated::staking::instructions::*;
use crate::pda;

/// Opens the books and vaults of the stakers' fees. Signed by the payer.
pub fn initialize(payer: Address, usd_mint: Address) -> Instruction {
    let heat_mint = pda::heat_mint();
    Initialize {
        payer,
        governance: pda::governance(),
        staker_fees: pda::staker_fees(),
        heat_mint,
        usd_mint,
        heat_vault: pda::staker_fees_vault(&heat_mint),
        usd_vault: pda::staker_fees_vault(&usd_mint),
        token_program: TOKEN_PROGRAM,
        system_program: SYSTEM_PROGRAM,
    }
    .instruction()
}

/// Opens an operator's pool. Signed by the operator and the payer.
pub fn pool_create(operator: Address, payer: Address, usd_mint: Address, commission_bps: u16) -> Instruction {
    let (pool, heat_mint) = (pda::pool(&operator), pda::heat_mint());
    PoolCreate {
        operator,
        payer,
        governance: pda::governance(),
        pool,
        vault: pda::pool_vault(&pool),
        heat_income: pda::income_vault(&pool, &heat_mint),
        usd_income: pda::income_vault(&pool, &usd_mint),
        heat_mint,
        usd_mint,
        token_program: TOKEN_PROGRAM,
        system_program: SYSTEM_PROGRAM,
    }
    .instruction(PoolCreateInstructionArgs { commission_bps })
}

/// Announces the operator's commission. Signed by the operator.
pub fn commission_set(operator: Address, commission_bps: u16) -> Instruction {
    CommissionSet { operator, governance: pda::governance(), pool: pda::pool(&operator) }
        .instruction(CommissionSetInstructionArgs { commission_bps })
}

/// Pays out the operator's commission in one mint. Signed by the operator.
pub fn commission_claim(operator: Address, mint: Reward, destination: Address) -> Instruction {
    let pool = pda::pool(&operator);
    CommissionClaim {
        operator,
        governance: pda::governance(),
        pool,
        income_vault: pda::income_vault(&pool, &mint.address()),
        destination,
        token_program: TOKEN_PROGRAM,
    }
    .instruction(CommissionClaimInstructionArgs { mint: mint.index() })
}

/// Closes an empty pool; `rent_payer` is who paid its rent. Signed by the operator.
pub fn pool_close(operator: Address, rent_payer: Address, usd_mint: Address) -> Instruction {
    let (pool, heat_mint) = (pda::pool(&operator), pda::heat_mint());
    PoolClose {
        operator,
        pool,
        rent_payer,
        book: pda::operator(&operator),
        vault: pda::pool_vault(&pool),
        heat_income: pda::income_vault(&pool, &heat_mint),
        usd_income: pda::income_vault(&pool, &usd_mint),
        staker_fees: pda::staker_fees(),
        heat_fees: pda::staker_fees_vault(&heat_mint),
        usd_fees: pda::staker_fees_vault(&usd_mint),
        token_program: TOKEN_PROGRAM,
    }
    .instruction()
}

/// Opens a wallet's position in a pool. Signed by the owner and the payer.
pub fn position_open(owner: Address, payer: Address, pool: Address) -> Instruction {
    PositionOpen { owner, payer, pool, position: pda::position(&pool, &owner), system_program: SYSTEM_PROGRAM }
        .instruction()
}

/// Closes an empty position; `rent_payer` is who paid its rent. By anyone.
pub fn position_close(owner: Address, pool: Address, rent_payer: Address) -> Instruction {
    PositionClose { pool, position: pda::position(&pool, &owner), rent_payer }.instruction()
}

/// Stakes `amount` base units from `source`. Signed by the owner.
pub fn stake(owner: Address, pool: Address, source: Address, amount: u64) -> Instruction {
    Stake {
        owner,
        governance: pda::governance(),
        staker_fees: pda::staker_fees(),
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
    Unstake {
        owner,
        governance: pda::governance(),
        staker_fees: pda::staker_fees(),
        pool,
        position: pda::position(&pool, &owner),
    }
    .instruction(UnstakeInstructionArgs { shares })
}

/// Takes an unbonding back, by its index in the position. Signed by the owner.
pub fn unstake_cancel(owner: Address, pool: Address, index: u8) -> Instruction {
    UnstakeCancel {
        owner,
        governance: pda::governance(),
        staker_fees: pda::staker_fees(),
        pool,
        position: pda::position(&pool, &owner),
    }
    .instruction(UnstakeCancelInstructionArgs { index })
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

/// Locks `shares` more, and those that are, for `seconds` from now. Signed by the owner.
pub fn lock(owner: Address, pool: Address, shares: u64, seconds: i64) -> Instruction {
    Lock {
        owner,
        governance: pda::governance(),
        staker_fees: pda::staker_fees(),
        pool,
        position: pda::position(&pool, &owner),
    }
    .instruction(LockInstructionArgs { shares, seconds })
}

/// Counts a position anew, without a lock that is over. By anyone.
pub fn position_refresh(owner: Address, pool: Address) -> Instruction {
    PositionRefresh {
        governance: pda::governance(),
        staker_fees: pda::staker_fees(),
        pool,
        position: pda::position(&pool, &owner),
    }
    .instruction()
}

/// Books what came into a pool's vaults and the stakers' fees. By anyone.
pub fn rewards_sync(pool: Address, usd_mint: Address) -> Instruction {
    let heat_mint = pda::heat_mint();
    RewardsSync {
        governance: pda::governance(),
        staker_fees: pda::staker_fees(),
        heat_fees: pda::staker_fees_vault(&heat_mint),
        usd_fees: pda::staker_fees_vault(&usd_mint),
        pool,
        heat_income: pda::income_vault(&pool, &heat_mint),
        usd_income: pda::income_vault(&pool, &usd_mint),
    }
    .instruction()
}

/// Pays out what a position has earned in one mint. Signed by the owner.
pub fn rewards_claim(owner: Address, pool: Address, mint: Reward, destination: Address) -> Instruction {
    RewardsClaim {
        owner,
        governance: pda::governance(),
        staker_fees: pda::staker_fees(),
        pool,
        position: pda::position(&pool, &owner),
        fee_vault: pda::staker_fees_vault(&mint.address()),
        income_vault: pda::income_vault(&pool, &mint.address()),
        destination,
        token_program: TOKEN_PROGRAM,
    }
    .instruction(RewardsClaimInstructionArgs { mint: mint.index() })
}

/// Writes the votes that a wallet's positions in `pools` give it in a realm. Signed by the payer.
pub fn voter_weight_update(payer: Address, realm: Address, owner: Address, pools: &[Address]) -> Instruction {
    let mut pairs: Vec<(Address, Address)> = pools.iter().map(|pool| (pda::position(pool, &owner), *pool)).collect();
    // The program counts positions in ascending order, so that none counts twice.
    pairs.sort_unstable();
    let accounts: Vec<AccountMeta> = pairs
        .into_iter()
        .flat_map(|(position, pool)| [pool, position])
        .map(|address| AccountMeta::new_readonly(address, false))
        .collect();
    VoterWeightUpdate { payer, realm, owner, record: pda::voter_weight(&realm, &owner), system_program: SYSTEM_PROGRAM }
        .instruction_with_remaining_accounts(&accounts)
}

/// Writes the sum of all votes in a realm. Signed by the payer.
pub fn max_voter_weight_update(payer: Address, realm: Address) -> Instruction {
    MaxVoterWeightUpdate {
        payer,
        realm,
        staker_fees: pda::staker_fees(),
        record: pda::max_voter_weight(&realm),
        system_program: SYSTEM_PROGRAM,
    }
    .instruction()
}

/// A mint in which rewards are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reward {
    Heat,
    /// The dollar token, with its mint.
    Usd(Address),
}

impl Reward {
    /// Its place wherever the programs keep two of something.
    pub fn index(self) -> u8 {
        match self {
            Self::Heat => 0,
            Self::Usd(_) => 1,
        }
    }

    /// Its mint.
    pub fn address(self) -> Address {
        match self {
            Self::Heat => pda::heat_mint(),
            Self::Usd(mint) => mint,
        }
    }
}
