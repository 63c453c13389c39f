//! The toolchain Anza distributes.

use std::path::Path;

use anyhow::Result;

use super::Arch;
use crate::process;
use crate::programs::Program;

pub(super) fn build(program: &Program, arch: Arch, out: &Path) -> Result<()> {
    let mut command = process::command("cargo-build-sbf");
    command.arg("--manifest-path").arg(&program.manifest).arg("--sbf-out-dir").arg(out).args(["--arch", arch.name()]);
    process::run(&mut command)
}
