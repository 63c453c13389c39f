//! The command line: one file a verb.

mod arguments;
mod failure;
mod output;
mod wallets;

mod plan;
mod status;
mod up;

use std::{io::IsTerminal, process::ExitCode};

use anyhow::Context;
use clap::Parser;
use tracing_subscriber::EnvFilter;

use arguments::{Arguments, Command};

/// Runs the command this process was started with.
pub(crate) fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(refusal) => return failure::usage(&refusal),
    };
    log_to_stderr();
    let json = arguments.command.common().json;
    execute(arguments).unwrap_or_else(|error| failure::explain(&error, json))
}

fn execute(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Runtime::new().context("starting the asynchronous runtime")?;
    runtime.block_on(async {
        match arguments.command {
            Command::Up(command) => up::run(command).await,
            Command::Status(command) => status::run(command).await,
            Command::Plan(command) => plan::run(&command),
        }
    })
}

fn log_to_stderr() {
    let filter = EnvFilter::try_from_env("FURNACE_LOG").unwrap_or_else(|_| EnvFilter::new("error,furnace_client=warn"));
    let plain = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
        .with_target(false)
        .without_time();
    // A second subscriber in one process is refused, and the first one is as good.
    let _ = plain.try_init();
}
