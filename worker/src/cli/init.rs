//! `furnace-worker init`

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;
use furnace_client::config::{read_keypair, write_keypair};
use furnace_worker::config::{Overrides, RpcUrl, StorePrefix, example, load};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::failure::Refusal;

/// Write a commented configuration and a fresh hot key.
///
/// A key that is there already is kept and used; a configuration that is there already is left alone.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace-worker init --operator 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5\n  furnace-worker init --operator 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --rpc devnet --store https://"
)]
pub(super) struct Init {
    /// Configuration file to write.
    #[arg(long, short, value_name = "FILE", default_value = "worker.toml")]
    config: PathBuf,
    /// Hot key file, relative to the configuration; written with mode 0600.
    #[arg(long, value_name = "FILE", default_value = "worker-key.json")]
    keypair: PathBuf,
    /// Wallet of the operator that this worker belongs to.
    #[arg(long, value_name = "WALLET")]
    operator: Address,
    /// URL of an RPC node, or localnet, devnet, testnet, mainnet.
    #[arg(long, value_name = "URL", default_value = "localnet")]
    rpc: RpcUrl,
    /// Beginning of the artifact stores that jobs may name; may be repeated.
    #[arg(long = "store", value_name = "URI", default_value = "https://")]
    stores: Vec<StorePrefix>,
}

pub(super) fn run(command: Init) -> anyhow::Result<()> {
    let Init { config, keypair, operator, rpc, stores } = command;
    if config.exists() {
        return Err(Refusal(format!("{} exists; name another file with --config", config.display())).into());
    }
    let folder = config.parent().unwrap_or(Path::new(""));
    let key_file = folder.join(&keypair);
    let key = if key_file.exists() {
        read_keypair(&key_file)?
    } else {
        let key = Keypair::new();
        write_keypair(&key_file, &key)?;
        key
    };
    let stores: Vec<_> = stores.iter().map(ToString::to_string).collect();
    let keypair_text = keypair.display().to_string();
    if keypair_text.contains(['"', '\\']) {
        return Err(Refusal("the keypair's path must have no quotes and no backslashes".into()).into());
    }
    let document = example(rpc.reveal(), &keypair_text, &operator.to_string(), "furnace-work", &stores);
    write_new(&config, &document)?;
    load(&config, &Overrides::default())?;

    println!("{}", config.display());
    eprintln!("key {} in {}", key.pubkey(), key_file.display());
    eprintln!("next, send it a little SOL for fees, and register it with the operator's keypair:");
    eprintln!("  furnace worker register --key {} --gpus 1 --vram-gib 0 --max-jobs 4", key_file.display());
    eprintln!("  furnace-worker run --config {}", config.display());
    Ok(())
}

/// The URL in it may hold an access key, so only the owner may read it.
fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("writing {}", path.display()))
}
