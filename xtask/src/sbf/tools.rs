//! The link step's executable, built on first use.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::compiler::{Compiler, LLVM_PREFIX};
use crate::{cache, checkout, process};

const EXECUTABLE: &str = "furnace-sbf-link";

/// What a build needs besides the compiler.
pub(super) struct Tools {
    pub(super) linker: PathBuf,
    /// Changes with the sources of the link step and with the compiler.
    pub(super) fingerprint: String,
}

impl Tools {
    /// Takes the tools from the cache, or builds them: their folder is named by what they are made of.
    pub(super) fn prepare(compiler: &Compiler) -> Result<Self> {
        let fingerprint = cache::fingerprint(&checkout::link(), &[&compiler.version, env!("CARGO_PKG_VERSION")])?;
        let folder = cache::folder(&format!("tools/{fingerprint}"))?;
        let linker = folder.join(EXECUTABLE);
        if !linker.exists() {
            build(&linker)?;
        }
        Ok(Self { linker, fingerprint })
    }
}

fn build(linker: &PathBuf) -> Result<()> {
    eprintln!("Building the SBF link step (once, about two minutes).");
    let output = cache::folder("link-target")?;
    let mut command = process::command("cargo");
    command.args(["build", "--release", "--locked"]).current_dir(checkout::link());
    command
        .env("CARGO_TARGET_DIR", &output)
        .env("LLVM_SYS_221_PREFIX", LLVM_PREFIX)
        .env("RUSTFLAGS", format!("-L{LLVM_PREFIX}/lib"));
    process::run(&mut command)?;
    // Put in place whole: another build may be looking for it.
    let partial = linker.with_extension("partial");
    fs::copy(output.join("release").join(EXECUTABLE), &partial).context("copying the link step into the cache")?;
    fs::rename(&partial, linker).context("putting the link step into the cache")
}
