//! Building and testing the host workspace.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::packages::{self, Group};
use crate::{checkout, process};

const NEEDS: [Group; 2] = [
    Group {
        purpose: "to compile the C parts of dependencies, and emulators for tests",
        packages: &["build-essential", "cmake", "perl", "pkg-config"],
    },
    Group { purpose: "a Vulkan device on machines without a GPU", packages: &["libvulkan1", "mesa-vulkan-drivers"] },
];

/// Installs what building and running the host workspace needs, where it is missing.
pub(crate) fn set_up() -> Result<()> {
    match process::find("apt-get") {
        Some(_) => packages::ensure(&NEEDS),
        // Elsewhere the compiler and the loader name what they miss.
        None => Ok(()),
    }
}

/// Where the host workspace is built.
pub(crate) fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => checkout::root().join(folder),
        None => checkout::root().join("target"),
    }
}

/// Cargo on the host workspace.
///
/// Always on the whole of it: with a part, cargo would choose other features for shared dependencies
/// and build a thousand crates a second time.
pub(crate) fn cargo(subcommand: &str) -> Command {
    // By name: rustup's cargo tells the compilers that it starts which toolchain is meant. The one that
    // started us does not, and a toolchain file in some dependency's folder would have its way.
    let mut command = process::command("cargo");
    command.current_dir(checkout::root()).env("CARGO_TARGET_DIR", target());
    command.args([subcommand, "--workspace", "--locked"]);
    command
}

/// Builds every binary and returns the path of one.
pub(crate) fn binary(name: &str) -> Result<PathBuf> {
    process::run(cargo("build").args(["--bins", "--quiet"]))?;
    Ok(target().join("debug").join(name))
}
