//! Debian packages of the upstream toolchain.

use std::process::Stdio;

use anyhow::{Result, bail};

use crate::process;

/// Packages, and what each group is for.
const GROUPS: [(&str, &[&str]); 2] = [
    ("the compiler with the source of its standard library", &["rustc-web", "cargo-web", "rust-web-src"]),
    ("LLVM 22 for the link step", &["llvm-22", "llvm-22-dev", "libpolly-22-dev", "libzstd-dev", "zlib1g-dev"]),
];

/// Installs what is missing.
pub(super) fn ensure_installed() -> Result<()> {
    if process::find("apt-get").is_none() || process::find("dpkg-query").is_none() {
        bail!(
            "the upstream SBF toolchain comes from Debian packages and apt-get is not here: install the Anza toolchain and pass --toolchain anza"
        );
    }
    let mut missing = Vec::new();
    for (purpose, packages) in GROUPS {
        let absent: Vec<&str> = packages.iter().copied().filter(|package| !is_installed(package)).collect();
        if !absent.is_empty() {
            eprintln!("Installing {} ({purpose}).", absent.join(" "));
            missing.extend(absent);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let known = as_root(&["update"]).and_then(|()| {
        let mut install = vec!["install", "--yes", "--no-install-recommends"];
        install.extend(&missing);
        as_root(&install)
    });
    known.map_err(|error| error.context("installing the Debian packages of the upstream SBF toolchain; alternatively install the Anza toolchain and pass --toolchain anza"))
}

fn is_installed(package: &str) -> bool {
    let mut command = process::command("dpkg-query");
    command.args(["--show", "--showformat=${db:Status-Status}", package]).stderr(Stdio::null());
    command.output().is_ok_and(|output| output.stdout == b"installed")
}

/// apt-get as root, through sudo where we are someone else.
fn as_root(arguments: &[&str]) -> Result<()> {
    let is_root = process::output(process::command("id").arg("-u"))?.trim() == "0";
    let mut command = if is_root {
        process::command("apt-get")
    } else {
        let mut command = process::command("sudo");
        command.arg("apt-get");
        command
    };
    process::run(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}
