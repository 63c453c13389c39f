//! The command line.

mod arguments;
mod failure;
mod output;
mod signals;

use std::{io::IsTerminal, process::ExitCode, time::Instant};

use anyhow::Context;
use clap::Parser;
use furnace_localnet::{Localnet, Stage};
use tracing_subscriber::EnvFilter;

use arguments::Arguments;

/// Runs a network until this process is told to stop.
pub(crate) fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(refusal) => return failure::usage(&refusal),
    };
    log_to_stderr();
    let json = arguments.json;
    match execute(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failure::explain(&error, json),
    }
}

fn execute(arguments: Arguments) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("starting the asynchronous runtime")?;
    runtime.block_on(serve(arguments))
}

async fn serve(arguments: Arguments) -> anyhow::Result<()> {
    let begun = Instant::now();
    let json = arguments.json;
    let mut show = |stage: Stage| {
        if !json {
            output::stage(stage);
        }
    };
    let mut network = Localnet::start(arguments.options()?, &mut show).await?;
    output::ready(&network, begun.elapsed(), json)?;
    let over = tokio::select! {
        told = signals::stop() => told.context("listening for signals"),
        ended = network.ended() => Err(ended.into()),
    };
    let stopped = network.stop().await;
    over?;
    Ok(stopped?)
}

fn log_to_stderr() {
    let filter = EnvFilter::try_from_env("FURNACE_LOG")
        .unwrap_or_else(|_| EnvFilter::new("off,furnace_localnet=warn,furnace_client=warn"));
    let plain = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
        .with_target(false)
        .without_time();
    // A second subscriber in one process is refused, and the first one is as good.
    let _ = plain.try_init();
}
