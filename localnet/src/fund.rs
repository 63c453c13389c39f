//! Money for the wallets: HEAT by real transfers out of the treasury, so that the supply adds up, and dollars
//! fresh from the mint.

use furnace_client::{
    chain::{Chain, ChainError},
    instructions::token,
    pda,
};
use furnace_common::limits::MARKET_BOND;
use solana_address::Address;

use crate::{actors::Actor, usd};

/// Wallets that one transaction serves.
const PER_TRANSACTION: usize = 3;

/// Gives the deployer the bond of the first market, at the treasury's expense.
pub(crate) async fn hand_out_bond(chain: &dyn Chain, treasury: &Actor, deployer: &Actor) -> Result<(), ChainError> {
    let (payer, wallet) = (treasury.address(), deployer.address());
    let instructions = [
        token::heat_account_open(payer, wallet),
        token::transfer(pda::treasury(), pda::heat_account(&wallet), payer, MARKET_BOND)?,
    ];
    chain.send(&instructions, &[&treasury.keypair]).await?;
    Ok(())
}

/// Gives every wallet that trades its HEAT, at the treasury's expense, and its dollars.
pub(crate) async fn hand_out(
    chain: &dyn Chain,
    treasury: &Actor,
    usd_mint: &Address,
    actors: &[Actor],
) -> Result<(), ChainError> {
    let recipients: Vec<_> = actors.iter().filter(|actor| actor.trades()).collect();
    let payer = treasury.address();
    for batch in recipients.chunks(PER_TRANSACTION) {
        let mut instructions = Vec::with_capacity(4 * batch.len());
        for actor in batch {
            let wallet = actor.address();
            instructions.push(token::heat_account_open(payer, wallet));
            instructions.push(token::transfer(pda::treasury(), pda::heat_account(&wallet), payer, actor.heat().0)?);
            instructions.push(token::account_open(payer, wallet, *usd_mint));
            instructions.push(usd::mint_to(usd_mint, &pda::token_account(&wallet, usd_mint), &payer, actor.usd())?);
        }
        chain.send(&instructions, &[&treasury.keypair]).await?;
    }
    Ok(())
}
