//! What a command works with.

use std::path::PathBuf;

use furnace_client::{
    chain::RpcChain,
    config::{default_keypair_path, read_keypair},
};
use solana_keypair::Keypair;

use super::{arguments::Global, failure::Misuse, output::Output};

/// The cluster, the wallet and the reader of one command; each is opened when first needed.
pub(super) struct Context<'a> {
    global: Global,
    /// The reader.
    pub(super) output: &'a Output,
}

impl<'a> Context<'a> {
    pub(super) fn new(global: Global, output: &'a Output) -> Self {
        Self { global, output }
    }

    /// The wallet that signs and pays.
    pub(super) fn wallet(&self) -> anyhow::Result<Keypair> {
        Ok(read_keypair(&self.wallet_path()?)?)
    }

    fn wallet_path(&self) -> anyhow::Result<PathBuf> {
        let named = self.global.keypair.clone().or_else(default_keypair_path);
        named.ok_or_else(|| Misuse("no wallet: name one with --keypair FILE".into()).into())
    }

    /// The cluster.
    pub(super) fn chain(&self) -> anyhow::Result<RpcChain> {
        let chain = RpcChain::new(self.global.url.url()).map_err(|error| Misuse(error.to_string()))?;
        Ok(chain)
    }
}
