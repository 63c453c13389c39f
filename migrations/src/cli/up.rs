//! `furnace-migrate up`

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use furnace_client::chain::RpcChain;
use furnace_migrations::{Config, MigrationError, Progress, Report, Signers, run as migrate, status};

use super::{
    arguments::{Common, OnCluster},
    output, wallets,
};

/// Apply what is pending; what is done stays as it is.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace-migrate up --url devnet --keypair deployer.json --config devnet.toml --dry-run\n  furnace-migrate up --url devnet --keypair deployer.json --usd-mint <ADDRESS> --authority <MULTISIG>"
)]
pub(super) struct Up {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    cluster: OnCluster,
    /// Pays fees and rent [default: the deployer].
    #[arg(long, value_name = "FILE")]
    payer: Option<PathBuf>,
    /// Check everything and apply nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) async fn run(command: Up) -> anyhow::Result<ExitCode> {
    let config = command.common.config()?;
    let deployer = wallets::deployer(&command.common)?;
    let payer = command.payer.as_deref().map(wallets::read).transpose()?;
    let signers = Signers { deployer: &deployer, payer: payer.as_ref().unwrap_or(&deployer) };
    let chain = RpcChain::new(command.cluster.url.url()).map_err(MigrationError::Reading)?;
    if command.dry_run {
        let report = status(&chain, &config, signers.roles(&config)).await?;
        output::print(&report, command.common.json)?;
        let differs = report.differences().next().is_some();
        return Ok(if differs { output::INCOMPLETE } else { ExitCode::SUCCESS });
    }
    let report = apply(&chain, &config, &signers, command.common.json).await?;
    output::print(&report, command.common.json)?;
    output::summarise(&report, command.common.json);
    Ok(output::exit_code(&report))
}

async fn apply(
    chain: &RpcChain,
    config: &Config,
    signers: &Signers<'_>,
    quiet: bool,
) -> Result<Report, MigrationError> {
    let mut show = |progress: Progress<'_>| {
        if let (Progress::Applying(step), false) = (progress, quiet) {
            eprintln!("{}: {}", step.name(), step.about());
        }
    };
    migrate(chain, config, signers, &mut show).await
}
