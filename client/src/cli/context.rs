//! What a command works with.

use std::path::PathBuf;

use furnace_client::{
    config::{default_keypair_path, read_keypair},
    furnace::Furnace,
};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{arguments::Global, failure::Misuse, output::Output};

/// The network, the wallet and the reader of one command; each is opened when first needed.
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

    /// An address that was given, or the wallet's own.
    pub(super) fn address_or_own(&self, given: Option<Address>) -> anyhow::Result<Address> {
        match given {
            Some(address) => Ok(address),
            None => Ok(self.wallet()?.pubkey()),
        }
    }

    /// The network.
    pub(super) fn furnace(&self) -> anyhow::Result<Furnace> {
        let furnace = Furnace::connect(self.global.url.url()).map_err(|error| Misuse(error.to_string()))?;
        Ok(furnace.with_price_update(self.global.price_update))
    }

    fn wallet_path(&self) -> anyhow::Result<PathBuf> {
        let named = self.global.keypair.clone().or_else(default_keypair_path);
        named.ok_or_else(|| Misuse("no wallet: name one with --keypair FILE".into()).into())
    }
}
