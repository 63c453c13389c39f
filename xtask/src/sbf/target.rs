//! The target description, derived from the compiler's own BPF target.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};

use super::compiler::Compiler;
use crate::process;

/// The triple's name, which cargo also uses for the output folder.
pub(super) const NAME: &str = "sbpf-solana";

/// Flags for every crate, the standard library included.
pub(super) const RUSTFLAGS: [&str; 9] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "--cfg",
    "target_os=\"solana\"",
    // Syscalls by hash: declared ones would be internalised by the linker and lose their arguments.
    "--cfg",
    "target_feature=\"static-syscalls\"",
    // Selects an allocator alignment in std, which knows no BPF.
    "--cfg",
    "target_arch=\"csky\"",
    "-Aexplicit_builtin_cfgs_in_flags",
];

/// Writes the description, with `linker` as the linker.
pub(super) fn write(compiler: &Compiler, linker: &Path, folder: &Path) -> Result<PathBuf> {
    let mut command = process::command(&compiler.rustc);
    command.env("RUSTC_BOOTSTRAP", "1").args([
        "-Zunstable-options",
        "--print",
        "target-spec-json",
        "--target",
        "bpfel-unknown-none",
    ]);
    let text = process::output(&mut command)?;
    let mut description: Map<String, Value> =
        serde_json::from_str(&text).context("reading the compiler's BPF target")?;
    description.remove("metadata");
    // zkvm is the platform layer of std that needs no operating system.
    description.insert("os".to_owned(), json!("zkvm"));
    // There is one thread, so every width of atomic operation is a plain one.
    description.insert("atomic-cas".to_owned(), json!(true));
    description.insert("min-atomic-width".to_owned(), json!(8));
    description.insert("linker".to_owned(), json!(linker));
    let path = folder.join(format!("{NAME}.json"));
    fs::write(&path, serde_json::to_string_pretty(&description)?)
        .with_context(|| format!("writing {}", path.display()))?;
    Ok(path)
}
