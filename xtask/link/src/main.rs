//! `furnace-sbf-link`: from the bitcode rustc hands its linker to an SBF program.
//!
//! rustc calls it as its linker for the target: the inputs and the runtime shim become one optimised
//! module, the module is rewritten until LLVM's BPF backend can lower all of it, and the object
//! file is written. `furnace-sbf-link program` then turns an object into a loadable `.so`.

mod arguments;
mod check;
mod emit;
mod error;
mod legalise;
mod link;
mod llvm;
mod merge;
mod program;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let outcome = match arguments.first() {
        Some(first) if first == "program" => program::run(&arguments[1..]),
        _ => link::run(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("furnace-sbf-link: {error:#}");
            ExitCode::FAILURE
        }
    }
}
