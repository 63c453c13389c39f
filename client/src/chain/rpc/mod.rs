//! A cluster over JSON-RPC, with its WebSocket as a wake-up.

mod deliver;
mod endpoint;
mod fees;
mod read;
mod retry;
mod send;
mod settings;
mod simulate;
mod watch;

#[cfg(test)]
mod tests;

use std::fmt;

use async_trait::async_trait;
use futures::stream::BoxStream;
use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_rpc_client::nonblocking::rpc_client::RpcClient;
use solana_signature::Signature;

use super::{Chain, ChainError, Filter};
use endpoint::Endpoint;

pub use settings::{Backoff, PriorityFee, RpcSettings};

/// A cluster reached through one RPC node.
pub struct RpcChain {
    rpc: RpcClient,
    endpoint: Endpoint,
    settings: RpcSettings,
}

impl RpcChain {
    /// A cluster with the usual settings.
    pub fn new(url: &str) -> Result<Self, ChainError> {
        Self::with_settings(url, RpcSettings::default())
    }

    /// A cluster with settings of one's own.
    pub fn with_settings(url: &str, settings: RpcSettings) -> Result<Self, ChainError> {
        let endpoint = Endpoint::parse(url, settings.websocket.as_deref())?;
        let rpc = RpcClient::new_with_timeout_and_commitment(
            endpoint.http().to_owned(),
            settings.request_timeout,
            settings.commitment,
        );
        Ok(Self { rpc, endpoint, settings })
    }

    /// The node, fit to be shown: without the path and query that may hold an access key.
    pub fn name(&self) -> &str {
        self.endpoint.name()
    }

    /// The plain RPC client, for what this one does not cover.
    pub fn rpc(&self) -> &RpcClient {
        &self.rpc
    }
}

#[async_trait]
impl Chain for RpcChain {
    async fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ChainError> {
        self.read_accounts(addresses).await
    }

    async fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>, ChainError> {
        self.read_program_accounts(program, filters).await
    }

    async fn send(&self, instructions: &[Instruction], signers: &[&Keypair]) -> Result<Signature, ChainError> {
        self.send_and_confirm(instructions, signers).await
    }

    fn watch(&self, program: &Address) -> BoxStream<'static, ()> {
        watch::program(self.endpoint.websocket().to_owned(), *program)
    }

    async fn rent(&self, bytes: usize) -> Result<u64, ChainError> {
        self.retry("reading the rent", || self.rpc.get_minimum_balance_for_rent_exemption(bytes)).await
    }
}

impl fmt::Debug for RpcChain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RpcChain({})", self.name())
    }
}
