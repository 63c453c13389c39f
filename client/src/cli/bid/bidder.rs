//! Who bids.

use std::path::PathBuf;

use clap::Args;
use furnace_client::config::read_keypair;
use solana_address::Address;
use solana_keypair::Keypair;

use crate::cli::context::Context;

/// The worker that bids.
#[derive(Clone, Debug, Args)]
pub(super) struct Bidder {
    /// Keypair file of the worker's hot key, which signs and pays.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Wallet of the worker's operator [default: your own].
    #[arg(long, value_name = "WALLET")]
    operator: Option<Address>,
}

impl Bidder {
    /// The hot key and the operator's wallet.
    pub(super) fn read(&self, context: &Context<'_>) -> anyhow::Result<(Keypair, Address)> {
        Ok((read_keypair(&self.key)?, context.address_or_own(self.operator)?))
    }
}
