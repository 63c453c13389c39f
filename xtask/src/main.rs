//! Repository tasks: `cargo xtask <task>`.

mod cache;
mod checkout;
mod generate;
mod host;
mod keys;
mod lint;
mod packages;
mod process;
mod programs;
mod sbf;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Repository tasks")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the programs into target/deploy.
    BuildSbf(sbf::BuildSbf),
    /// Write the IDLs of the programs and the client generated from them.
    Generate(generate::Generate),
    /// Print the IDL of one program.
    #[command(hide = true)]
    PrintIdl(generate::PrintIdl),
    /// Check formatting, lints, generated code and dependencies.
    Lint(lint::Lint),
    /// Run every test, and the bench against its budgets.
    Test(test::Test),
    /// Run random sequences for long.
    Fuzz(test::Fuzz),
    /// Measure compute units and sizes.
    Bench(test::Bench),
    /// Print what a cheat gains by skipping work.
    Cheat(test::Cheat),
    /// Show the network at work.
    Demo(test::Demo),
    /// Run the end-to-end test against solana-test-validator.
    E2eValidator(test::E2eValidator),
    /// Write the development keypairs of the programs and print their addresses.
    Keys(keys::Keys),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::BuildSbf(task) => task.run(),
        Task::Generate(task) => task.run(),
        Task::PrintIdl(task) => task.run(),
        Task::Lint(task) => task.run(),
        Task::Test(task) => task.run(),
        Task::Fuzz(task) => task.run(),
        Task::Bench(task) => task.run(),
        Task::Cheat(task) => task.run(),
        Task::Demo(task) => task.run(),
        Task::E2eValidator(task) => task.run(),
        Task::Keys(task) => task.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
