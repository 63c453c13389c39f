//! Access to a chain, behind a trait small enough for an in-process implementation.
//!
//! Reading accounts is the truth; watching is only a hint that it is time to read again.

mod error;
mod failure;
mod filter;
mod token;

pub mod rpc;

use async_trait::async_trait;
use futures::stream::BoxStream;
use solana_account::Account;
use solana_address::Address;
use solana_clock::Clock;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signature::Signature;

pub use error::ChainError;
pub use failure::transaction_failure;
pub use filter::Filter;
pub use rpc::{RpcChain, RpcSettings};
pub use token::{MintState, TokenAccount};

/// What Furnace needs of a Solana cluster.
#[async_trait]
pub trait Chain: Send + Sync {
    /// Reads accounts; the answer has the order of the addresses, and `None` for what does not exist.
    async fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ChainError>;

    /// Reads all accounts of a program that pass every filter.
    async fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>, ChainError>;

    /// Sends the instructions as one transaction and waits until it is confirmed. The first signer pays.
    ///
    /// When this fails with anything but [`ChainError::Unconfirmed`], nothing was executed.
    async fn send(&self, instructions: &[Instruction], signers: &[&Keypair]) -> Result<Signature, ChainError>;

    /// An endless stream of wake-ups: an account of the program may have changed, or changes may have
    /// been missed. It never fails; without a connection it merely is silent.
    fn watch(&self, program: &Address) -> BoxStream<'static, ()>;

    /// The least lamports an account of a size in bytes must hold.
    async fn rent(&self, bytes: usize) -> Result<u64, ChainError>;

    /// Reads one account.
    async fn account(&self, address: &Address) -> Result<Option<Account>, ChainError> {
        Ok(self.accounts(&[*address]).await?.into_iter().flatten().next())
    }

    /// The cluster's clock, which is the only time the programs know.
    async fn clock(&self) -> Result<Clock, ChainError> {
        let address = solana_sdk_ids::sysvar::clock::ID;
        let account = self.account(&address).await?.ok_or(ChainError::Missing { what: "clock", address })?;
        parse_clock(&account.data).ok_or(ChainError::Malformed { what: "clock", address })
    }

    /// Lamports at an address; zero when there is no account.
    async fn balance(&self, address: &Address) -> Result<u64, ChainError> {
        Ok(self.account(address).await?.map_or(0, |account| account.lamports))
    }

    /// A token account, if it exists.
    async fn token_account(&self, address: &Address) -> Result<Option<TokenAccount>, ChainError> {
        self.account(address).await?.map(|account| TokenAccount::read(address, &account)).transpose()
    }

    /// Base units in a token account; zero when there is no account.
    async fn token_balance(&self, address: &Address) -> Result<u64, ChainError> {
        Ok(self.token_account(address).await?.map_or(0, |account| account.amount))
    }

    /// A mint, if it exists.
    async fn mint(&self, address: &Address) -> Result<Option<MintState>, ChainError> {
        self.account(address).await?.map(|account| MintState::read(address, &account)).transpose()
    }
}

/// The clock in its sysvar account.
pub(crate) fn parse_clock(data: &[u8]) -> Option<Clock> {
    let word = |index: usize| -> Option<[u8; 8]> { data.get(index * 8..index * 8 + 8)?.try_into().ok() };
    Some(Clock {
        slot: u64::from_le_bytes(word(0)?),
        epoch_start_timestamp: i64::from_le_bytes(word(1)?),
        epoch: u64::from_le_bytes(word(2)?),
        leader_schedule_epoch: u64::from_le_bytes(word(3)?),
        unix_timestamp: i64::from_le_bytes(word(4)?),
    })
}
