//! `furnace-migrate status`

use std::process::ExitCode;

use clap::Args;
use furnace_client::chain::RpcChain;
use furnace_migrations::{MigrationError, Roles, status};
use solana_address::Address;

use super::{
    arguments::{Common, OnCluster},
    output, wallets,
};

/// Show how each step stands on the cluster.
#[derive(Debug, Args)]
#[command(
    after_help = "Exits with 0 when everything is applied as configured, and with 1 otherwise.\n\nExamples:\n  furnace-migrate status --url devnet --deployer <ADDRESS> --config devnet.toml"
)]
pub(super) struct Status {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    cluster: OnCluster,
    /// Upgrade authority of the programs, instead of a keypair.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "keypair")]
    deployer: Option<Address>,
}

pub(super) async fn run(command: Status) -> anyhow::Result<ExitCode> {
    let config = command.common.config()?;
    let deployer = wallets::deployer_address(command.deployer, &command.common)?;
    let chain = RpcChain::new(command.cluster.url.url()).map_err(MigrationError::Reading)?;
    let report = status(&chain, &config, Roles::new(&config, deployer, deployer)).await?;
    output::print(&report, command.common.json)?;
    Ok(output::exit_code(&report))
}
