//! What can be typed.

use std::path::PathBuf;

use clap::Parser;
use furnace_localnet::{Options, chain::Ports};
use furnace_migrations::{Config, ConfigError, Preset};

/// Run a complete Furnace network on this machine, until Ctrl-C.
///
/// The chain starts afresh each time, in this process or as a real validator. Its wallets have the same
/// keys everywhere: they are for development alone.
#[derive(Debug, Parser)]
#[command(
    name = "furnace-localnet",
    version,
    after_help = "Examples:\n  furnace-localnet\n  furnace-localnet --rpc-port 0 --actors alice,bob --json\n  furnace-localnet --validator solana-test-validator\n\nExit codes: 0 stopped, 1 refused or failed with a reason, 2 unexpected, 64 wrong usage or configuration."
)]
pub(super) struct Arguments {
    /// Port of the JSON-RPC server on loopback; 0 takes a free one.
    #[arg(long, default_value_t = Ports::default().rpc, value_name = "PORT")]
    rpc_port: u16,
    /// Port of the WebSocket server on loopback; 0 takes a free one [default: the one above the RPC port].
    #[arg(long, value_name = "PORT")]
    ws_port: Option<u16>,
    /// A solana-test-validator 4.2 to run as the chain, by its path or its name on PATH. It answers on every
    /// network interface, and its WebSocket port is the one above the RPC port.
    #[arg(long, value_name = "PROGRAM")]
    validator: Option<PathBuf>,
    /// Folder with the programs' .so files.
    #[arg(long, default_value = "target/deploy", value_name = "FOLDER")]
    programs: PathBuf,
    /// Folder for the wallets' keypair files and localnet.json, which is there while the network is ready.
    #[arg(long, default_value = ".furnace/localnet", value_name = "FOLDER")]
    state: PathBuf,
    /// Further wallets with SOL, HEAT and dollars, by name.
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
    fn ports(&self) -> Ports {
        // Where there is no port above, or any is to be taken, the choice is left to the chain.
        let above = if self.rpc_port == 0 { 0 } else { self.rpc_port.wrapping_add(1) };
        Ports { rpc: self.rpc_port, ws: self.ws_port.unwrap_or(above) }
    }

    pub(super) fn options(self) -> Result<Options, ConfigError> {
        Ok(Options {
            ports: self.ports(),
            validator: self.validator,
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
        assert_eq!((options.validator, options.config), (None, usual.config));
    }

    #[test]
    fn the_websocket_port_follows_the_rpc_port() {
        let ports = |typed: &[&str]| Arguments::try_parse_from(typed).expect("valid").ports();
        assert_eq!(ports(&["furnace-localnet", "--rpc-port", "0"]), Ports::FREE);
        assert_eq!(ports(&["furnace-localnet", "--rpc-port", "9000"]), Ports { rpc: 9000, ws: 9001 });
        assert_eq!(ports(&["furnace-localnet", "--ws-port", "7000"]), Ports { rpc: 8899, ws: 7000 });
    }
}
