//! The network at work on this machine, in two acts. `make demo` builds everything and runs this.

use std::process::ExitCode;

use furnace_tests::demo;

fn main() -> ExitCode {
    match demo::run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("error: the sums do not add up");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
