//! The Rust client, rendered by Codama.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::packages::{self, Group};
use crate::programs::Program;
use crate::{cache, checkout, process};

/// Where Node.js comes from if there is none.
const PACKAGES: [Group; 1] = [Group { purpose: "Node.js for the client generator", packages: &["nodejs", "npm"] }];

const INTRODUCTION: &str = "//! Generated from the committed IDLs. Never edited by hand.\n\n";

/// With this an instruction's builders begin, behind everything else of it.
const BUILDERS: &str = "/// Instruction builder for `";

/// Renders a module for each program, and the module of them all.
pub(super) fn render_all(programs: &[Program], idls: &Path, folder: &Path) -> Result<()> {
    let codama = install()?;
    let mut names: Vec<&str> = programs.iter().map(|program| program.short.as_str()).collect();
    for name in &names {
        let crate_folder = tempfile::tempdir()?;
        let mut command = process::command("node");
        command.arg(codama.join("render.mjs")).arg(idls.join(format!("{name}.json"))).arg(crate_folder.path());
        process::run(&mut command).with_context(|| format!("rendering the client of {name}"))?;
        move_into_place(&crate_folder.path().join("src/generated"), &folder.join(name), name)?;
    }
    names.sort_unstable();
    let modules: String = names.iter().map(|name| format!("pub mod {name};\n")).collect();
    fs::write(folder.join("mod.rs"), format!("{INTRODUCTION}{modules}"))
        .context("writing the module of the clients")?;
    format(folder)
}

/// The generator with its dependencies, in the cache.
fn install() -> Result<PathBuf> {
    if process::find("node").is_none() || process::find("npm").is_none() {
        packages::ensure(&PACKAGES)?;
    }
    let sources = checkout::root().join("xtask/codama");
    let folder = cache::folder(&format!("tools/codama-{}", cache::fingerprint(&sources, &[])?))?;
    let done = folder.join("installed");
    if !done.exists() {
        for name in ["package.json", "package-lock.json", "render.mjs"] {
            fs::copy(sources.join(name), folder.join(name)).with_context(|| format!("copying {name}"))?;
        }
        let mut command = process::command("npm");
        command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder);
        process::run(&mut command).context("installing the client generator")?;
        fs::write(&done, "").context("marking the client generator as installed")?;
    }
    Ok(folder)
}

/// Copies a rendered crate's sources to where they are one module among several.
fn move_into_place(from: &Path, to: &Path, program: &str) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("creating {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("listing {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            move_into_place(&entry.path(), &target, program)?;
        } else {
            let text =
                fs::read_to_string(entry.path()).with_context(|| format!("reading {}", entry.path().display()))?;
            fs::write(&target, as_module(&text, program)).with_context(|| format!("writing {}", target.display()))?;
        }
    }
    Ok(())
}

/// Codama writes a crate; its paths from the root gain the module the code moves into, and the builders
/// for hosts and programs, which nobody here uses and which are two thirds of it, stay behind.
fn as_module(text: &str, program: &str) -> String {
    let module = format!("crate::generated::{program}::");
    let used = text.find(BUILDERS).map_or(text, |start| &text[..start]);
    used.replace("crate::generated::", &module)
        .replace("crate::shared", &format!("{module}shared"))
        .replace("crate::FURNACE_", &format!("{module}FURNACE_"))
        .replace("pub(crate) use programs", "pub use programs")
}

fn format(folder: &Path) -> Result<()> {
    let mut files = Vec::new();
    super::difference::files(folder, &mut files)?;
    let mut command = process::command("rustfmt");
    command
        .args(["--edition", "2024", "--config-path"])
        .arg(checkout::root())
        .args(files)
        .current_dir(checkout::root());
    process::run(&mut command).context("formatting the client")
}

#[cfg(test)]
mod tests {
    use super::as_module;

    #[test]
    fn paths_lead_into_the_module() {
        assert_eq!(
            as_module("use crate::generated::types::Terms;", "jobs"),
            "use crate::generated::jobs::types::Terms;"
        );
        assert_eq!(as_module("crate::FURNACE_JOBS_ID", "jobs"), "crate::generated::jobs::FURNACE_JOBS_ID");
        assert_eq!(
            as_module("struct Stake;\n/// Instruction builder for `Stake`.\nstruct StakeBuilder;", "a"),
            "struct Stake;\n"
        );
        assert_eq!(as_module("crate::shared::fetch", "jobs"), "crate::generated::jobs::shared::fetch");
    }
}
