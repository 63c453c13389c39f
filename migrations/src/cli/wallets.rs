//! The wallets that commands need.

use std::path::Path;

use furnace_client::config::{default_keypair_path, read_keypair};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{arguments::Common, failure::Misuse};

/// The deployer's keypair.
pub(super) fn deployer(common: &Common) -> anyhow::Result<Keypair> {
    match &common.keypair {
        Some(path) => read(path),
        None => {
            let path = default_keypair_path()
                .ok_or_else(|| Misuse("there is no home folder: name a keypair with --keypair FILE".into()))?;
            read(&path)
        }
    }
}

/// The deployer's address, for what signs nothing.
pub(super) fn deployer_address(named: Option<Address>, common: &Common) -> anyhow::Result<Address> {
    named.map_or_else(|| Ok(deployer(common)?.pubkey()), Ok)
}

pub(super) fn read(path: &Path) -> anyhow::Result<Keypair> {
    Ok(read_keypair(path)?)
}
