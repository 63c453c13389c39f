//! Debian packages that tasks need.

use std::process::Stdio;

use anyhow::{Context as _, Result, bail};

use crate::process;

/// Packages that serve one purpose.
pub(crate) struct Group {
    /// What they are for, to be said when they are installed.
    pub(crate) purpose: &'static str,
    pub(crate) packages: &'static [&'static str],
}

/// Installs what is missing.
pub(crate) fn ensure(groups: &[Group]) -> Result<()> {
    if process::find("apt-get").is_none() || process::find("dpkg-query").is_none() {
        bail!("this needs Debian packages, and apt-get is not here");
    }
    let mut missing = Vec::new();
    for Group { purpose, packages } in groups {
        let absent: Vec<&str> = packages.iter().copied().filter(|package| !is_installed(package)).collect();
        if !absent.is_empty() {
            eprintln!("Installing {} ({purpose}).", absent.join(" "));
            missing.extend(absent);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    as_root(&["update"])?;
    let install = ["install", "--yes", "--no-install-recommends"];
    as_root(&[&install, missing.as_slice()].concat()).with_context(|| format!("installing {}", missing.join(" ")))
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
        command.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        command
    };
    process::run(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}
