//! The compiler of the upstream toolchain: Debian's, which comes with the LLVM the tools are built on.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};

use crate::process;

/// The LLVM the link step is written for; its patterns follow the backend of this version.
pub(super) const LLVM_MAJOR: u32 = 22;

/// Where Debian puts that LLVM.
pub(super) const LLVM_PREFIX: &str = "/usr/lib/llvm-22";

/// A compiler and the cargo next to it.
#[derive(Debug)]
pub(super) struct Compiler {
    pub(super) rustc: PathBuf,
    pub(super) cargo: PathBuf,
    /// What `rustc -vV` prints.
    pub(super) version: String,
}

impl Compiler {
    /// Checks that the compiler writes bitcode the tools can read.
    pub(super) fn find(rustc: &Path) -> Result<Self> {
        let cargo = rustc.with_file_name("cargo");
        for tool in [rustc, &cargo] {
            ensure!(tool.exists(), "{} does not exist", tool.display());
        }
        let version = process::output(process::command(rustc).arg("-vV"))?;
        let major = llvm_major(&version)?;
        if major != LLVM_MAJOR {
            bail!(
                "{} is built on LLVM {major}, but the link tools on LLVM {LLVM_MAJOR}: install a compiler of LLVM {LLVM_MAJOR}, or pass --toolchain anza",
                rustc.display()
            );
        }
        Ok(Self { rustc: rustc.to_owned(), cargo, version })
    }
}

/// The major version in `LLVM version: 22.1.8`.
fn llvm_major(version: &str) -> Result<u32> {
    let line = version.lines().find_map(|line| line.strip_prefix("LLVM version: "));
    let line = line.context("rustc -vV does not name its LLVM version")?;
    let major = line.split('.').next().unwrap_or_default();
    major.trim().parse().with_context(|| format!("LLVM version {line} has no major number"))
}

#[cfg(test)]
mod tests {
    use super::llvm_major;

    #[test]
    fn reads_the_llvm_version() -> anyhow::Result<()> {
        assert_eq!(llvm_major("rustc 1.96.0\nrelease: 1.96.0\nLLVM version: 22.1.8\n")?, 22);
        assert!(llvm_major("rustc 1.96.0\n").is_err());
        Ok(())
    }
}
