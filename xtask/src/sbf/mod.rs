//! `build-sbf`: the on-chain programs, from either toolchain.

mod anza;
mod compiler;
mod target;
mod tools;
mod upstream;

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};

use crate::{checkout, keys, process, programs};

/// Arguments of `build-sbf`.
#[derive(Args)]
pub(crate) struct BuildSbf {
    /// Which compiler to use; auto takes Anza's where cargo-build-sbf is on PATH.
    #[arg(long, value_enum, default_value = "auto")]
    toolchain: Toolchain,
    /// A program to build (token, staking, ...); all when none is named.
    #[arg(short, long = "program")]
    program: Vec<String>,
    /// SBPF version of the output.
    #[arg(long, value_enum, default_value = "v0")]
    arch: Arch,
    /// Prepare the tools and build nothing.
    #[arg(long)]
    check_only_tools: bool,
    /// The workspace of the programs.
    #[arg(long, default_value_os_t = checkout::programs())]
    workspace: PathBuf,
    /// Where to put programs and keypairs.
    #[arg(long, default_value_os_t = checkout::deploy())]
    out: PathBuf,
    /// The compiler of the upstream toolchain; cargo is expected next to it.
    #[arg(long, default_value = "/usr/bin/rustc")]
    rustc: PathBuf,
}

impl Default for BuildSbf {
    /// Every program, for this checkout, with whatever toolchain is here.
    fn default() -> Self {
        Self {
            toolchain: Toolchain::Auto,
            program: Vec::new(),
            arch: Arch::V0,
            check_only_tools: false,
            workspace: checkout::programs(),
            out: checkout::deploy(),
            rustc: PathBuf::from("/usr/bin/rustc"),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Toolchain {
    Auto,
    Anza,
    Upstream,
}

/// Version of the virtual machine's instruction set.
#[derive(Clone, Copy, ValueEnum)]
enum Arch {
    V0,
    V3,
}

impl Arch {
    fn name(self) -> &'static str {
        match self {
            Self::V0 => "v0",
            Self::V3 => "v3",
        }
    }
}

impl BuildSbf {
    pub(crate) fn run(self) -> Result<()> {
        let anza = process::find("cargo-build-sbf");
        let use_anza = match self.toolchain {
            Toolchain::Auto => anza.is_some(),
            Toolchain::Anza => {
                ensure!(
                    anza.is_some(),
                    "cargo-build-sbf is not on PATH: install the Anza toolchain, or pass --toolchain upstream"
                );
                true
            }
            Toolchain::Upstream => false,
        };
        let upstream = if use_anza { None } else { Some(upstream::Upstream::prepare(&self.rustc, &self.workspace)?) };
        if self.check_only_tools {
            return Ok(());
        }
        for program in programs::selected(&self.workspace, &self.program)? {
            keys::write(&program.name, &self.out)?;
            match &upstream {
                Some(upstream) => upstream.build(&program, self.arch, &self.out)?,
                None => anza::build(&program, self.arch, &self.out)?,
            }
        }
        Ok(())
    }
}
