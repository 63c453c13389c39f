//! `furnace localnet`: hands over to the program that embeds a chain.

use std::{ffi::OsString, path::PathBuf, process::Stdio};

use anyhow::Context as _;
use clap::Args;
use tokio::process::Command;

use super::{
    context::Context,
    failure::{PassedOn, refusal},
};

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

pub(super) async fn run(command: Localnet, _: &Context<'_>) -> anyhow::Result<()> {
    let program = beside_this_program().unwrap_or_else(|| PROGRAM.into());
    let mut child =
        Command::new(&program).args(&command.arguments).stdin(Stdio::inherit()).kill_on_drop(true).spawn().map_err(
            |error| {
                refusal(format!("{PROGRAM} cannot be started: {error}")).hint(
                    "build it with 'cargo build --package furnace-localnet' and keep it beside this program or on PATH",
                )
            },
        )?;
    // Ctrl-C reaches the whole process group: the network stops by itself, and this one waits for it.
    let status = loop {
        tokio::select! {
            status = child.wait() => break status.context("waiting for the network to stop")?,
            interrupted = tokio::signal::ctrl_c() => interrupted.context("listening for Ctrl-C")?,
        }
    };
    match status.code().map(u8::try_from) {
        Some(Ok(0)) => Ok(()),
        Some(Ok(code)) => Err(PassedOn(code).into()),
        _ => Err(refusal(format!("{PROGRAM} ended with {status}")).into()),
    }
}

fn beside_this_program() -> Option<PathBuf> {
    let this = std::env::current_exe().ok()?;
    let beside = this.with_file_name(format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX));
    beside.is_file().then_some(beside)
}
