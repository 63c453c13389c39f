//! Measures compute units and sizes in the in-process chain and holds them against budget and baseline.
//!
//! `cargo xtask bench` builds the programs and runs this; `--update` rewrites the baseline.

use std::process::ExitCode;

use furnace_tests::bench::{measure, report};

fn main() -> ExitCode {
    let update = std::env::args().any(|argument| argument == "--update");
    let measured = measure::all();
    report::print(&measured);
    match report::write(&measured, update) {
        Ok(violations) if violations.is_empty() => ExitCode::SUCCESS,
        Ok(violations) => {
            for violation in violations {
                eprintln!("over: {violation}");
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::from(2)
        }
    }
}
