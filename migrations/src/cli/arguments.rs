//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use furnace_client::config::Cluster;
use furnace_migrations::{Config, ConfigError, Preset};
use solana_address::Address;

use super::{plan::Plan, status::Status, up::Up};

/// Set up the Furnace programs of a cluster, step by step.
#[derive(Debug, Parser)]
#[command(
    name = "furnace-migrate",
    version,
    propagate_version = true,
    after_help = "Values come from the preset, then the file, then the environment (FURNACE_MIGRATE__MARKET__REVIEW=30m), then flags.\n\nExit codes: 0 done, 1 refused, pending or different, 2 unexpected, 64 wrong usage or configuration."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Apply what is pending; what is done stays as it is.
    Up(Up),
    /// Show how each step stands on the cluster.
    Status(Status),
    /// Show the steps and their values, without a cluster.
    Plan(Plan),
}

impl Command {
    pub(super) fn common(&self) -> &Common {
        match self {
            Self::Up(command) => &command.common,
            Self::Status(command) => &command.common,
            Self::Plan(command) => &command.common,
        }
    }
}

/// Options of every command.
#[derive(Clone, Debug, Args)]
pub(super) struct Common {
    /// Upgrade authority of the programs: a Solana keypair file [default: ~/.config/solana/id.json].
    #[arg(long, env = "FURNACE_KEYPAIR", value_name = "FILE")]
    pub(super) keypair: Option<PathBuf>,
    /// May change parameters afterwards [default: the deployer].
    #[arg(long, value_name = "ADDRESS")]
    authority: Option<Address>,
    /// May pause new stakes and new jobs [default: the authority].
    #[arg(long, value_name = "ADDRESS")]
    guardian: Option<Address>,
    /// The dollar token: an SPL Token mint with 6 decimals.
    #[arg(long, value_name = "ADDRESS")]
    usd_mint: Option<Address>,
    /// Owner of the treasury [default: the deployer].
    #[arg(long, value_name = "ADDRESS")]
    treasury: Option<Address>,
    /// Values to start from: standard or localnet.
    #[arg(long, default_value_t, value_name = "NAME")]
    preset: Preset,
    /// A TOML file that changes values of the preset.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print one JSON document on standard output.
    #[arg(long)]
    pub(super) json: bool,
}

/// Which cluster.
#[derive(Clone, Debug, Args)]
pub(super) struct OnCluster {
    /// Cluster: localnet, devnet, testnet, mainnet or an RPC URL.
    #[arg(long, env = "FURNACE_URL", default_value = "localnet", hide_env_values = true, value_name = "CLUSTER")]
    pub(super) url: Cluster,
}

impl Common {
    /// The configuration that these options describe.
    pub(super) fn config(&self) -> Result<Config, ConfigError> {
        let mut config = Config::load(self.preset, self.config.as_deref())?;
        let governance = &mut config.governance;
        governance.authority = self.authority.or(governance.authority);
        governance.guardian = self.guardian.or(governance.guardian);
        governance.usd_mint = self.usd_mint.or(governance.usd_mint);
        config.treasury = self.treasury.or(config.treasury);
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_tree_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn flags_win_over_the_preset() {
        let treasury = Address::new_from_array([5; 32]).to_string();
        let words = ["furnace-migrate", "plan", "--preset", "localnet", "--treasury", &treasury];
        let arguments = Arguments::try_parse_from(words).expect("valid");
        let config = arguments.command.common().config().expect("valid");
        assert_eq!(config.treasury.map(|address| address.to_string()), Some(treasury));
        assert_eq!(config.market, Config::localnet().market);
    }
}
