//! The command line: one folder a noun, one file a verb.

mod amounts;
mod arguments;
mod bond;
mod context;
mod download;
mod failure;
mod finishing;
mod order;
mod output;
mod quote;
mod report;
mod watch;
mod whose;

mod balance;
mod bid;
mod dispute;
mod governance;
mod job;
mod lease;
mod localnet;
mod market;
mod operator;
mod pool;
mod rewards;
mod stake;
mod sweep;
mod token;
mod verifier;
mod vote;
mod worker;

use std::{ffi::OsString, io::IsTerminal, process::ExitCode};

use anyhow::Context as _;
use clap::Parser;
use tracing_subscriber::EnvFilter;

use arguments::{Arguments, Command, Global};
use context::Context;
use output::Output;

/// Runs the command this process was started with.
pub(crate) fn run() -> ExitCode {
    run_with(std::env::args_os())
}

fn run_with(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(refusal) => return failure::usage(&refusal),
    };
    let output = Output::new(&arguments.global);
    log_to_stderr(&arguments.global);
    match execute(arguments, &output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failure::explain(&error, &output),
    }
}

fn execute(arguments: Arguments, output: &Output) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("starting the asynchronous runtime")?;
    let context = Context::new(arguments.global, output);
    runtime.block_on(dispatch(arguments.command, &context))
}

async fn dispatch(command: Command, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Command::Localnet(command) => localnet::run(command),
        Command::Job(command) => job::run(command, context).await,
        Command::Dispute(command) => dispute::run(command, context).await,
        Command::Bid(command) => bid::run(command, context).await,
        Command::Lease(command) => lease::run(command, context).await,
        Command::Sweep(command) => sweep::run(command, context).await,
        Command::Balance(command) => balance::run(command, context).await,
        Command::Market(command) => market::run(command, context).await,
        Command::Worker(command) => worker::run(command, context).await,
        Command::Verifier(command) => verifier::run(command, context).await,
        Command::Operator(command) => operator::run(command, context).await,
        Command::Pool(command) => pool::run(command, context).await,
        Command::Stake(command) => stake::run(command, context).await,
        Command::Delegate(command) => stake::run_verb(stake::Verb::Delegate(command), context).await,
        Command::Unstake(command) => stake::run_verb(stake::Verb::Unstake(command), context).await,
        Command::Lock(command) => stake::run_verb(stake::Verb::Lock(command), context).await,
        Command::Rewards(command) => rewards::run(command, context).await,
        Command::Token(command) => token::run(command, context).await,
        Command::Governance(command) => governance::run(command, context).await,
        Command::Vote(command) => vote::run(command, context).await,
    }
}

fn log_to_stderr(global: &Global) {
    let usual = match (global.quiet, global.verbose) {
        (true, _) => "error",
        (false, false) => "error,furnace_client=warn",
        (false, true) => "warn,furnace_client=debug",
    };
    let filter = EnvFilter::try_from_env("FURNACE_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    let plain = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
        .with_target(false)
        .without_time();
    // A second subscriber in one process is refused, and the first one is as good.
    let _ = plain.try_init();
}
