//! What can be typed.

use std::path::PathBuf;

use clap::Parser;
use furnace_localnet::{Options, chain::Ports};
use furnace_migrations::{Config, ConfigError, Preset};

/// Run a complete Furnace network on this machine, until Ctrl-C.
///
/// The chain keeps its state in memory and starts afresh each time. Its wallets have the same keys
/// everywhere: they are for development alone.
#[derive(Debug, Parser)]
#[command(
    name = "furnace-localnet",
    version,
    after_help = "Examples:\n  furnace-localnet\n  furnace-localnet --rpc-port 0 --ws-port 0 --actors alice,bob --json\n\nExit codes: 0 stopped, 1 refused or failed with a reason, 2 unexpected, 64 wrong usage or configuration."
)]
pub(super) struct Arguments {
    /// Port of the JSON-RPC server on loopback; 0 takes a free one.
    #[arg(long, default_value_t = Ports::default().rpc, value_name = "PORT")]
    rpc_port: u16,
    /// Port of the WebSocket server on loopback; 0 takes a free one, the next after the RPC port if possible.
    #[arg(long, default_value_t = Ports::default().ws, value_name = "PORT")]
    ws_port: u16,
    /// Folder with the programs' .so files.
    #[arg(long, default_value = "target/deploy", value_name = "FOLDER")]
    programs: PathBuf,
    /// Folder for the wallets' keypair files and localnet.json, which is there while the network is ready.
    #[arg(long, default_value = ".furnace/localnet", value_name = "FOLDER")]
    state: PathBuf,
    /// Further wallets with SOL and HEAT, by name.
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    actors: Vec<String>,
    /// A TOML file that changes parameters, as for furnace-migrate.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print one line of JSON on standard output when the network is ready.
    #[arg(long)]
    pub(super) json: bool,
}

impl Arguments {
    pub(super) fn options(self) -> Result<Options, ConfigError> {
        Ok(Options {
            ports: Ports { rpc: self.rpc_port, ws: self.ws_port },
            config: Config::load(Preset::Localnet, self.config.as_deref())?,
            programs: self.programs,
            state: self.state,
            further_actors: self.actors,
        })
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn nothing_has_to_be_typed() {
        let options = Arguments::try_parse_from(["furnace-localnet"]).expect("valid").options().expect("valid");
        let usual = Options::default();
        assert_eq!((options.ports, options.programs, options.state), (usual.ports, usual.programs, usual.state));
        assert_eq!(options.config, usual.config);
    }
}
