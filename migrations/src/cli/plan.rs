//! `furnace-migrate plan`

use std::process::ExitCode;

use clap::Args;
use furnace_migrations::{Plan as Steps, Roles};
use solana_address::Address;

use super::{arguments::Common, output, wallets};

/// Show the steps and their values, without a cluster.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace-migrate plan --deployer <ADDRESS> --usd-mint <ADDRESS>")]
pub(super) struct Plan {
    #[command(flatten)]
    pub(super) common: Common,
    /// Upgrade authority of the programs, instead of a keypair.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "keypair")]
    deployer: Option<Address>,
}

pub(super) fn run(command: &Plan) -> anyhow::Result<ExitCode> {
    let config = command.common.config()?;
    let deployer = wallets::deployer_address(command.deployer, &command.common)?;
    let plan = Steps::new(&config, Roles::new(&config, deployer, deployer))?;
    output::print(&plan.report(), command.common.json)?;
    Ok(ExitCode::SUCCESS)
}
