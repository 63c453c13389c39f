//! The toolchain made of the distribution's compiler and our link step.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::compiler::Compiler;
use super::tools::Tools;
use super::{Arch, target};
use crate::packages::Group;
use crate::programs::Program;
use crate::{cache, checkout, packages, process};

/// Debian packages, and what each group is for.
const PACKAGES: [Group; 2] = [
    Group {
        purpose: "the compiler with the source of its standard library",
        packages: &["rustc-web", "cargo-web", "rust-web-src"],
    },
    Group {
        purpose: "LLVM 22 for the link step",
        packages: &["llvm-22", "llvm-22-dev", "libpolly-22-dev", "libzstd-dev", "zlib1g-dev"],
    },
];

/// Builds programs one by one: together, cargo would unify the features of programs that
/// call each other, and drop their entrypoints.
pub(super) struct Upstream {
    compiler: Compiler,
    tools: Tools,
    /// The target description.
    target: PathBuf,
    /// The workspace of the programs.
    workspace: PathBuf,
    /// cargo's target folder.
    output: PathBuf,
    /// The archive of the runtime shim.
    shim: PathBuf,
}

impl Upstream {
    /// Everything but the programs, installed and built.
    pub(super) fn prepare(rustc: &Path, workspace: &Path) -> Result<Self> {
        if rustc.starts_with("/usr/bin") {
            packages::ensure(&PACKAGES).context("preparing the upstream SBF toolchain; alternatively install the Anza toolchain and pass --toolchain anza")?;
        }
        let compiler = Compiler::find(rustc)?;
        let tools = Tools::prepare(&compiler)?;
        let output = output_folder(workspace)?;
        let shim = output.join(target::NAME).join("release/libfurnace_sbf_shim.rlib");
        let target = target::write(&compiler, &output)?;
        let workspace = workspace.to_owned();
        let upstream = Self { compiler, tools, target, workspace, output, shim };
        process::run(&mut upstream.cargo(&checkout::link().join("shim"), "build"))?;
        Ok(upstream)
    }

    pub(super) fn build(&self, program: &Program, arch: Arch, out: &Path) -> Result<()> {
        let objects = self.output.join("objects").join(&self.tools.fingerprint);
        let mut command = self.cargo(&self.workspace, "rustc");
        command.args(["--package", &program.package, "--lib", "--"]);
        // The link step ignores the flag; cargo links again when it changes.
        command.arg(format!("-Clink-arg=--tools={}", self.tools.fingerprint));
        command.env("FURNACE_SBF_SHIM", &self.shim).env("FURNACE_SBF_OBJECTS", &objects);
        process::run(&mut command).with_context(|| format!("building {}", program.package))?;

        fs::create_dir_all(out).with_context(|| format!("creating {}", out.display()))?;
        let file = out.join(format!("{}.so", program.name));
        let mut link = process::command(&self.tools.linker);
        link.args(["program", "--arch", arch.name()]).arg(objects.join(format!("{}.o", program.name))).arg(&file);
        process::run(&mut link)?;
        eprintln!("{} ({} bytes)", file.display(), file.metadata()?.len());
        Ok(())
    }

    /// A release build for the target, std included.
    fn cargo(&self, workspace: &Path, subcommand: &str) -> Command {
        let mut command = process::command(&self.compiler.cargo);
        command.current_dir(workspace).args([subcommand, "--release", "--locked", "--quiet"]);
        command.args(["-Zjson-target-spec", "-Zbuild-std=std,panic_abort", "-Zbuild-std-features="]);
        command.arg("--target").arg(&self.target);
        command.env("RUSTC", &self.compiler.rustc).env("CARGO_TARGET_DIR", &self.output);
        command.env("CARGO_TARGET_SBPF_SOLANA_LINKER", &self.tools.linker);
        // std is not marked stable for a target it does not know.
        command.env("RUSTC_BOOTSTRAP", "1").env("RUSTC_BOOTSTRAP_SYNTHETIC_TARGET", "1");
        command.env("CARGO_ENCODED_RUSTFLAGS", target::RUSTFLAGS.join("\u{1f}"));
        command
    }
}

/// The target folder of a workspace. cargo knows members by their place within the workspace, so one folder for
/// several checkouts would take the crates of one for those of another.
fn output_folder(workspace: &Path) -> Result<PathBuf> {
    let workspace = workspace.canonicalize().with_context(|| format!("finding {}", workspace.display()))?;
    let places = [workspace.as_path(), checkout::root()];
    let key = cache::digest(places.iter().map(|place| place.as_os_str().as_encoded_bytes()));
    cache::folder(&format!("programs-target/{key}"))
}
