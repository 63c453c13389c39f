//! Everything that can be checked without running the product.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::{checkout, generate, host, process};

/// What must not stand in a program: the chain answers it with a bare abort.
const FORBIDDEN: [&str; 6] = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];

/// The feature of the host workspace that builds have if one asks for it.
const CUDA: &str = "--features=furnace-kernels/cuda";

#[derive(Args)]
pub(crate) struct Lint;

impl Lint {
    pub(crate) fn run(&self) -> Result<()> {
        host::set_up()?;
        formatting()?;
        panics()?;
        process::run(host::cargo("clippy").args(["--all-targets", "--quiet", "--", "--deny", "warnings"]))?;
        // What only builds with it have.
        process::run(host::cargo("clippy").args([CUDA, "--all-targets", "--quiet", "--", "--deny", "warnings"]))?;
        process::run(programs("clippy").args(["--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"]))?;
        generate::Generate { check: true }.run()?;
        dependencies()
    }
}

fn programs(subcommand: &str) -> std::process::Command {
    let mut command = process::command("cargo");
    command.current_dir(checkout::programs()).env("CARGO_TARGET_DIR", host::target().join("programs"));
    command.args([subcommand, "--locked"]);
    command
}

fn formatting() -> Result<()> {
    for folder in [checkout::root().to_path_buf(), checkout::programs(), checkout::link()] {
        process::run(process::command("cargo").current_dir(folder).args(["fmt", "--all", "--check"]))
            .context("formatting differs; run `make fmt`")?;
    }
    Ok(())
}

/// Programs return errors, they do not panic.
fn panics() -> Result<()> {
    let mut found = Vec::new();
    for program in
        ["common", "support", "governance", "token", "staking", "jobs", "slashing", "proofs", "examples/desk"]
    {
        for file in rust_files(&checkout::programs().join(program).join("src"))? {
            // A module of this name is compiled for tests alone.
            if file.file_stem().is_some_and(|name| name == "tests") {
                continue;
            }
            let text = fs::read_to_string(&file)?;
            let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
            for (number, line) in shipped.lines().enumerate() {
                if FORBIDDEN.iter().any(|word| line.contains(word)) {
                    found.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
                }
            }
        }
    }
    if !found.is_empty() {
        bail!("programs must return errors instead of panicking:\n{}", found.join("\n"));
    }
    Ok(())
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}

/// Licences and sources of dependencies, where cargo-deny is installed.
fn dependencies() -> Result<()> {
    if process::find("cargo-deny").is_none() {
        eprintln!("cargo-deny is not installed; licences and sources of dependencies were not checked");
        return Ok(());
    }
    process::run(
        process::command("cargo").current_dir(checkout::root()).args(["deny", "check", "licenses", "bans", "sources"]),
    )
}
