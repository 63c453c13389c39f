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

/// Writes the description, and leaves a file that already says the same alone.
///
/// It does not name the linker: a change of the link step must not rebuild the standard library.
pub(super) fn write(compiler: &Compiler, folder: &Path) -> Result<PathBuf> {
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
    let path = folder.join(format!("{NAME}.json"));
    let text = serde_json::to_string_pretty(&description)?;
    if fs::read_to_string(&path).ok().as_deref() != Some(text.as_str()) {
        fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(path)
}
