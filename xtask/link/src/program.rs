//! From an object file to a program the loader accepts.

use std::ffi::OsString;
use std::fs;
use std::panic;
use std::path::PathBuf;

use anyhow::{Context as _, Result, anyhow};
use clap::{Parser, ValueEnum};
use sbpf_linker::{OptimizationConfig, ProgramOptions, SbpfArch, link_program};

const FRAME_BYTES: i32 = 4096;

#[derive(Parser)]
#[command(name = "furnace-sbf-link program", about = "Turn an object file into an SBF program")]
struct ProgramCommand {
    /// SBPF version of the program.
    #[arg(long, value_enum, default_value = "v0")]
    arch: Arch,
    object: PathBuf,
    output: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Arch {
    V0,
    V3,
}

impl From<Arch> for SbpfArch {
    fn from(arch: Arch) -> Self {
        match arch {
            Arch::V0 => Self::V0,
            Arch::V3 => Self::V3,
        }
    }
}

pub(crate) fn run(arguments: &[OsString]) -> Result<()> {
    let name = OsString::from("program");
    let command = ProgramCommand::parse_from([name].iter().chain(arguments));
    let object = fs::read(&command.object).with_context(|| format!("reading {}", command.object.display()))?;
    let options = ProgramOptions::new(OptimizationConfig::default(), command.arch.into(), FRAME_BYTES);
    // The linker asserts on objects it did not expect; that is a failed build, not a crash.
    let program = panic::catch_unwind(|| link_program(&object, options))
        .map_err(|_| anyhow!("the SBPF linker does not accept {}", command.object.display()))??;
    fs::write(&command.output, program).with_context(|| format!("writing {}", command.output.display()))
}
