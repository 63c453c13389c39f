//! The local dollar token: a plain SPL Token mint, which the treasury's owner mints from.

use furnace_client::{
    chain::{Chain, ChainError},
    heat::DECIMALS,
    program,
};
use furnace_migrations::config::Amount;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_system_interface::instruction::create_account;
use spl_token_interface::instruction as spl;

use crate::actors::development_keypair;

/// Name of the mint's key. No actor can be called so.
const KEY: &str = "usd mint";
/// Bytes of a mint.
const MINT_BYTES: usize = 82;

/// Creates the dollar token, at the same address on every localnet.
pub async fn create(chain: &dyn Chain, minter: &Keypair) -> Result<Address, ChainError> {
    let mint = development_keypair(KEY);
    let (address, authority) = (mint.pubkey(), minter.pubkey());
    let rent = chain.rent(MINT_BYTES).await?;
    let decimals = u8::try_from(DECIMALS).map_err(unbuilt)?;
    let instructions = [
        create_account(&authority, &address, rent, MINT_BYTES as u64, &program::SPL_TOKEN),
        spl::initialize_mint2(&program::SPL_TOKEN, &address, &authority, None, decimals).map_err(unbuilt)?,
    ];
    chain.send(&instructions, &[minter, &mint]).await?;
    Ok(address)
}

/// Mints dollars into a token account. Signed by the minter.
pub(crate) fn mint_to(
    mint: &Address,
    account: &Address,
    minter: &Address,
    amount: Amount,
) -> Result<Instruction, ChainError> {
    spl::mint_to(&program::SPL_TOKEN, mint, account, minter, &[], amount.0).map_err(unbuilt)
}

fn unbuilt(error: impl std::fmt::Display) -> ChainError {
    ChainError::Build(error.to_string())
}
