//! Markets.

use solana_address::Address;
use solana_instruction::Instruction;

use crate::generated::jobs::accounts::Market;
use crate::generated::jobs::instructions::*;
use crate::instructions::{SYSTEM_PROGRAM, TOKEN_PROGRAM};
use crate::pda;

/// Opens a market that is paid in `mint`; its fee vault must be open. The bond comes from `bond_source`, a HEAT
/// account of the opener's. Signed by the opener and the payer.
pub fn market_open(
    opener: Address,
    payer: Address,
    mint: Address,
    bond_source: Address,
    args: MarketOpenInstructionArgs,
) -> Instruction {
    let market = pda::market(&opener, args.index);
    MarketOpen {
        opener,
        payer,
        governance: pda::governance(),
        market,
        mint,
        fee_vault: pda::fee_vault(&market, &mint),
        bond_vault: pda::market_bond(&market),
        bond_source,
        heat_mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
        system_program: SYSTEM_PROGRAM,
    }
    .instruction(args)
}

/// Closes a market to new orders; the bond goes to `destination`. Signed by the opener.
pub fn market_close(address: Address, market: &Market, destination: Address) -> Instruction {
    MarketClose {
        opener: market.opener,
        market: address,
        bond_vault: pda::market_bond(&address),
        destination,
        rent_payer: market.rent_payer,
        token_program: TOKEN_PROGRAM,
    }
    .instruction()
}

/// Lists a market among the official ones, or no longer. Signed by the protocol's authority.
pub fn market_list(authority: Address, market: Address, listed: bool) -> Instruction {
    MarketList { authority, governance: pda::governance(), market }.instruction(MarketListInstructionArgs { listed })
}
