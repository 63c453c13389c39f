//! The command line, one file a command.

mod arguments;
mod bench;
mod devices;
mod failure;
mod init;
mod logging;
mod run;
mod settings;
mod verify;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// Runs the command this process was started with.
pub(crate) fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(refusal) => return failure::usage(&refusal),
    };
    logging::start(arguments.log);
    match execute(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failure::explain(&error),
    }
}

fn execute(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Run(command) => run::run(command),
        Command::Verify(command) => verify::run(command),
        Command::Init(command) => init::run(command),
        Command::Devices(command) => devices::run(command),
        Command::Bench(command) => bench::run(command),
    }
}
