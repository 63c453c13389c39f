//! Instructions of the token program, and of the SPL programs it builds on.

use solana_address::Address;
use solana_instruction::Instruction;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

use crate::{chain::ChainError, generated::token::instructions::*, pda, program};

/// Creates HEAT and mints genesis to the treasury. Signed by the upgrade authority and the payer.
pub fn initialize(deployer: Address, payer: Address, args: InitializeInstructionArgs) -> Instruction {
    Initialize {
        deployer,
        payer,
        program_data: pda::program_data(&program::TOKEN),
        config: pda::token_config(),
        statistics: pda::statistics(),
        mint: pda::heat_mint(),
        treasury: pda::treasury(),
        token_program: program::SPL_TOKEN,
        system_program: program::SYSTEM,
    }
    .instruction(args)
}

/// Creates the vault that collects a market's fees in HEAT. Signed by the payer.
pub fn fee_vault_open(payer: Address, market: Address, mint: Address) -> Instruction {
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

/// Opens the treasury's account of the dollar token and its auction. The start price is HEAT base units for
/// one of the mint's, Q32.32. Signed by the upgrade authority and the payer.
pub fn usd_open(deployer: Address, payer: Address, usd_mint: Address, start_price: u64) -> Instruction {
    UsdOpen {
        deployer,
        payer,
        program_data: pda::program_data(&program::TOKEN),
        governance: pda::governance(),
        config: pda::token_config(),
        heat_treasury: pda::treasury(),
        mint: usd_mint,
        treasury: pda::treasury_of(&usd_mint),
        auction: pda::auction(&usd_mint),
        vault: pda::auction_vault(&usd_mint),
        token_program: program::SPL_TOKEN,
        system_program: program::SYSTEM,
    }
    .instruction(UsdOpenInstructionArgs { start_price })
}

/// Divides the fees in a market's HEAT vault. By anyone.
pub fn fees_distribute(market: Address) -> Instruction {
    let mint = pda::heat_mint();
    FeesDistribute {
        governance: pda::governance(),
        config: pda::token_config(),
        statistics: pda::statistics(),
        vault: pda::fee_vault(&market, &mint),
        staker_fees: pda::staker_fees(),
        stakers: pda::staker_fees_vault(&mint),
        treasury: pda::treasury(),
        auction: None,
        auction_vault: None,
        token_program: program::SPL_TOKEN,
    }
    .instruction()
}

/// Divides the fees in a market's dollar vault. By anyone.
pub fn usd_fees_distribute(market: Address, usd_mint: Address) -> Instruction {
    FeesDistribute {
        governance: pda::governance(),
        config: pda::token_config(),
        statistics: pda::statistics(),
        vault: pda::fee_vault(&market, &usd_mint),
        staker_fees: pda::staker_fees(),
        stakers: pda::staker_fees_vault(&usd_mint),
        treasury: pda::treasury_of(&usd_mint),
        auction: Some(pda::auction(&usd_mint)),
        auction_vault: Some(pda::auction_vault(&usd_mint)),
        token_program: program::SPL_TOKEN,
    }
    .instruction()
}

/// Starts a lot of the auction. By anyone.
pub fn auction_start(usd_mint: Address) -> Instruction {
    AuctionStart {
        governance: pda::governance(),
        auction: pda::auction(&usd_mint),
        vault: pda::auction_vault(&usd_mint),
    }
    .instruction()
}

/// Buys up to `amount` of the running lot for at most `max_cost` HEAT base units from `source`, which are
/// burned. Signed by the buyer.
pub fn auction_buy(
    buyer: Address,
    usd_mint: Address,
    source: Address,
    destination: Address,
    amount: u64,
    max_cost: u64,
) -> Instruction {
    AuctionBuy {
        buyer,
        governance: pda::governance(),
        statistics: pda::statistics(),
        auction: pda::auction(&usd_mint),
        vault: pda::auction_vault(&usd_mint),
        source,
        destination,
        mint: pda::heat_mint(),
        token_program: program::SPL_TOKEN,
    }
    .instruction(AuctionBuyInstructionArgs { amount, max_cost })
}

/// Returns, as the transaction's return data, the HEAT base units that `micro_usd` cost at a Pyth price.
pub fn price_quote(price_update: Address, micro_usd: u64) -> Instruction {
    PriceQuote { governance: pda::governance(), price_update }.instruction(PriceQuoteInstructionArgs { micro_usd })
}

/// Opens an epoch's emission. Signed by the payer.
pub fn epoch_open(payer: Address, epoch: u64) -> Instruction {
    EpochOpen {
        payer,
        governance: pda::governance(),
        config: pda::token_config(),
        epoch: pda::emission(epoch),
        system_program: program::SYSTEM,
    }
    .instruction(EpochOpenInstructionArgs { epoch_arg: epoch })
}

/// Closes an epoch's emission once its claims are over; `rent_payer` is who paid its rent. By anyone.
pub fn epoch_close(epoch: u64, rent_payer: Address) -> Instruction {
    EpochClose { governance: pda::governance(), epoch: pda::emission(epoch), rent_payer }.instruction()
}

/// Opens a worker's points. Signed by the payer.
pub fn points_open(payer: Address, worker: Address, operator: Address) -> Instruction {
    PointsOpen { payer, worker, operator, points: pda::points(&worker), system_program: program::SYSTEM }.instruction()
}

/// Records a worker's points. Signed by the proofs program's authority.
pub fn points_record(
    worker: Address,
    operator_wallet: Address,
    epoch: u64,
    score: u64,
    uptime_bps: u16,
) -> Instruction {
    PointsRecord {
        authority: pda::proofs_authority(),
        governance: pda::governance(),
        epoch: pda::emission(epoch),
        points: pda::points(&worker),
        worker,
        operator: pda::operator(&operator_wallet),
        pool: pda::pool(&operator_wallet),
    }
    .instruction(PointsRecordInstructionArgs { score, uptime_bps })
}

/// Mints a worker's share of an epoch into its pool's income. By anyone.
pub fn emission_claim(worker: Address, operator_wallet: Address, epoch: u64) -> Instruction {
    let (pool, mint) = (pda::pool(&operator_wallet), pda::heat_mint());
    EmissionClaim {
        governance: pda::governance(),
        config: pda::token_config(),
        statistics: pda::statistics(),
        epoch: pda::emission(epoch),
        points: pda::points(&worker),
        pool,
        income_vault: pda::income_vault(&pool, &mint),
        mint,
        token_program: program::SPL_TOKEN,
    }
    .instruction()
}

/// Closes the points of a worker that is retired; `rent_payer` is who paid their rent. By anyone.
pub fn points_close(worker: Address, rent_payer: Address) -> Instruction {
    PointsClose { governance: pda::governance(), points: pda::points(&worker), worker, rent_payer }.instruction()
}

/// Creates a wallet's account of a mint, if there is none yet. Signed by the payer.
pub fn account_open(payer: Address, wallet: Address, mint: Address) -> Instruction {
    create_associated_token_account_idempotent(&payer, &wallet, &mint, &program::SPL_TOKEN)
}

/// Creates a wallet's HEAT account, if there is none yet. Signed by the payer.
pub fn heat_account_open(payer: Address, wallet: Address) -> Instruction {
    account_open(payer, wallet, pda::heat_mint())
}

/// Moves base units between token accounts. Signed by the owner.
pub fn transfer(source: Address, destination: Address, owner: Address, amount: u64) -> Result<Instruction, ChainError> {
    spl_token_interface::instruction::transfer(&program::SPL_TOKEN, &source, &destination, &owner, &[], amount)
        .map_err(|error| ChainError::Build(error.to_string()))
}
