//! `furnace localnet`: hands over to the program that embeds a chain.

use std::{ffi::OsString, io, path::PathBuf, process::Command};

use clap::Args;

use super::failure::refusal;

/// The program that embeds a chain; a program of its own, because it takes long to build.
const PROGRAM: &str = "furnace-localnet";

/// Run a complete network on this machine, until Ctrl-C.
#[derive(Debug, Args)]
#[command(disable_help_flag = true, after_help = "Examples:\n  furnace localnet\n  furnace localnet --help")]
pub(super) struct Localnet {
    /// Passed on to furnace-localnet; --help lists what it knows.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
    arguments: Vec<OsString>,
}

pub(super) fn run(command: Localnet) -> anyhow::Result<()> {
    let program = beside_this_program().unwrap_or_else(|| PROGRAM.into());
    let error = hand_over(Command::new(program).args(command.arguments));
    let refused = refusal(format!("{PROGRAM} cannot be started: {error}"));
    Err(refused
        .hint("build it with 'cargo build --package furnace-localnet' and keep it beside this program or on PATH")
        .into())
}

fn beside_this_program() -> Option<PathBuf> {
    let this = std::env::current_exe().ok()?;
    let beside = this.with_file_name(format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX));
    beside.is_file().then_some(beside)
}

/// Becomes the other program, so that signals and the exit code are its own. Returns only if it cannot.
#[cfg(unix)]
fn hand_over(command: &mut Command) -> io::Error {
    std::os::unix::process::CommandExt::exec(command)
}

/// Runs the other program to its end and ends with its exit code. Returns only if it cannot.
#[cfg(not(unix))]
fn hand_over(command: &mut Command) -> io::Error {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(2)),
        Err(error) => error,
    }
}
