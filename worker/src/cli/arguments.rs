//! What can be typed.

use clap::{Parser, Subcommand, ValueEnum};

use super::{bench::Bench, devices::Devices, init::Init, run::Run, verify::Verify};

/// Rent this machine's GPU out on the Furnace network.
#[derive(Debug, Parser)]
#[command(
    name = "furnace-worker",
    version,
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Examples:\n  furnace-worker init --operator 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5\n  furnace-worker run --config worker.toml\n  furnace-worker verify --config worker.toml\n\nExit codes: 0 done, 1 refused or failed with a reason, 2 unexpected, 64 wrong usage or configuration."
)]
pub(super) struct Arguments {
    /// How to write the log, on standard error.
    #[arg(long, global = true, value_enum, default_value_t = LogFormat::Text)]
    pub(super) log: LogFormat,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    /// A line of text for each event.
    Text,
    /// A JSON document for each event.
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Run(Run),
    Verify(Verify),
    Init(Init),
    Devices(Devices),
    Bench(Bench),
}
