//! A validator's command line.

use std::{fs::File, path::Path, process::Stdio};

use solana_sdk_ids::incinerator;
use tokio::process::Command;

use super::{ValidatorError, files::Files, ports::ValidatorPorts};
use crate::chain::Genesis;

/// What the validator logs unless `RUST_LOG` says otherwise: all but its measurements.
const LOGGED: &str = "solana=info,agave=info,solana_metrics=warn";

/// The command that starts a validator.
pub(super) fn build(
    program: &Path,
    genesis: &Genesis,
    ports: ValidatorPorts,
    files: &Files,
) -> Result<Command, ValidatorError> {
    let log = File::create(&files.log).map_err(ValidatorError::file(&files.log))?;
    let errors = log.try_clone().map_err(ValidatorError::file(&files.log))?;
    let mut command = Command::new(program);
    command.arg("--ledger").arg(&files.ledger).args(["--reset", "--log", "--bind-address", "127.0.0.1"]);
    command.args(["--rpc-port", &ports.rpc.to_string()]);
    command.args(["--faucet-port", &ports.faucet.to_string()]);
    command.args(["--gossip-port", &ports.gossip.to_string()]);
    command.args(["--dynamic-port-range", &format!("{}-{}", ports.dynamic.0, ports.dynamic.1)]);
    // Nobody is to have the fortune that it would otherwise give to this machine's usual wallet.
    command.args(["--mint", &incinerator::ID.to_string()]);
    command.args(files.write(genesis)?);
    command.stdin(Stdio::null()).stdout(log).stderr(errors);
    if std::env::var_os("RUST_LOG").is_none() {
        command.env("RUST_LOG", LOGGED);
    }
    detach(&mut command).kill_on_drop(true);
    Ok(command)
}

/// Keeps Ctrl-C from a process: it is for this one alone to stop it.
pub(super) fn detach(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    command.process_group(0);
    command
}
