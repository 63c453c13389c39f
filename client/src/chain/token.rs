//! The parts of SPL token accounts and mints that Furnace reads.

use solana_account::Account;
use solana_address::Address;
use solana_program_pack::Pack;
use spl_token_interface::state::{Account as SplAccount, Mint as SplMint};

use super::ChainError;

/// A token account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenAccount {
    /// The token.
    pub mint: Address,
    /// Who may spend it.
    pub owner: Address,
    /// Balance, in base units.
    pub amount: u64,
}

/// A mint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MintState {
    /// All tokens in existence, in base units.
    pub supply: u64,
    /// Decimals of a whole token.
    pub decimals: u8,
}

impl TokenAccount {
    pub(super) fn read(address: &Address, account: &Account) -> Result<Self, ChainError> {
        let state: SplAccount = unpack("token account", address, account)?;
        Ok(Self { mint: state.mint, owner: state.owner, amount: state.amount })
    }
}

impl MintState {
    pub(super) fn read(address: &Address, account: &Account) -> Result<Self, ChainError> {
        let state: SplMint = unpack("token mint", address, account)?;
        Ok(Self { supply: state.supply, decimals: state.decimals })
    }
}

fn unpack<T: Pack + solana_program_pack::IsInitialized>(
    what: &'static str,
    address: &Address,
    account: &Account,
) -> Result<T, ChainError> {
    let malformed = || ChainError::Malformed { what, address: *address };
    if account.owner != spl_token_interface::ID {
        return Err(malformed());
    }
    T::unpack(&account.data).map_err(|_| malformed())
}
