//! The programs of the on-chain workspace.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use toml::Table;

use crate::checkout;

/// A package of the workspace that links into a program.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    /// The name of its own folder, wherever that lies: `token`.
    pub(crate) short: String,
    /// The package's name: `furnace-token`.
    pub(crate) package: String,
    /// The program's name in files and addresses: `furnace_token`.
    pub(crate) name: String,
    pub(crate) manifest: PathBuf,
    /// Whether it describes itself in an IDL.
    pub(crate) has_idl: bool,
}

/// All programs, in the order of the workspace.
pub(crate) fn all() -> Result<Vec<Program>> {
    in_workspace(&checkout::programs())
}

/// The named programs, each by folder, package or program name; all when none is named.
pub(crate) fn selected(workspace: &Path, names: &[String]) -> Result<Vec<Program>> {
    let programs = in_workspace(workspace)?;
    if names.is_empty() {
        return Ok(programs);
    }
    names
        .iter()
        .map(|name| {
            match programs.iter().find(|program| [&program.short, &program.package, &program.name].contains(&name)) {
                Some(program) => Ok(program.clone()),
                None => bail!(
                    "there is no program {name}; there are: {}",
                    programs.iter().map(|program| program.short.as_str()).collect::<Vec<_>>().join(", ")
                ),
            }
        })
        .collect()
}

fn in_workspace(workspace: &Path) -> Result<Vec<Program>> {
    let root = read(&workspace.join("Cargo.toml"))?;
    let members = root.get("workspace").and_then(|table| table.get("members")).and_then(|members| members.as_array());
    let members = members.context("the programs workspace lists no members")?;
    let mut programs = Vec::new();
    for member in members.iter().filter_map(|member| member.as_str()) {
        let manifest = workspace.join(member).join("Cargo.toml");
        let table = read(&manifest)?;
        let links = table.get("lib").and_then(|lib| lib.get("crate-type")).and_then(|kinds| kinds.as_array());
        if links.is_some_and(|kinds| kinds.iter().any(|kind| kind.as_str() == Some("cdylib"))) {
            let package = table.get("package").and_then(|package| package.get("name")).and_then(|name| name.as_str());
            let package = package.with_context(|| format!("{} names no package", manifest.display()))?.to_owned();
            let library = table.get("lib").and_then(|lib| lib.get("name")).and_then(|name| name.as_str());
            let name = library.map_or_else(|| package.replace('-', "_"), str::to_owned);
            let has_idl = table.get("features").is_some_and(|features| features.get("idl-build").is_some());
            let short = member.rsplit('/').next().unwrap_or(member).to_owned();
            programs.push(Program { short, package, name, manifest, has_idl });
        }
    }
    Ok(programs)
}

fn read(manifest: &Path) -> Result<Table> {
    let text = fs::read_to_string(manifest).with_context(|| format!("reading {}", manifest.display()))?;
    text.parse().with_context(|| format!("parsing {}", manifest.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: &str = "[package]\nname = 'furnace-NAME'\n[lib]\ncrate-type = ['cdylib', 'lib']\n";

    #[test]
    fn programs_are_called_by_their_own_folder() -> Result<()> {
        // Given a library, a program that has an IDL, and an example deeper down
        let workspace = tempfile::tempdir()?;
        let member = |folder: &str, text: &str| -> Result<()> {
            fs::create_dir_all(workspace.path().join(folder))?;
            Ok(fs::write(workspace.path().join(folder).join("Cargo.toml"), text)?)
        };
        member(".", "[workspace]\nmembers = ['common', 'jobs', 'examples/desk']\n")?;
        member("common", "[package]\nname = 'furnace-common'\n")?;
        member("jobs", &format!("{}[features]\nidl-build = []\n", PROGRAM.replace("NAME", "jobs")))?;
        member("examples/desk", &PROGRAM.replace("NAME", "example-desk"))?;

        // When all are listed, then the two are, each with names that can be typed
        let all = selected(workspace.path(), &[])?;
        let names: Vec<_> = all.iter().map(|program| (program.short.as_str(), program.name.as_str())).collect();
        assert_eq!(names, [("jobs", "furnace_jobs"), ("desk", "furnace_example_desk")]);
        assert_eq!(all.iter().map(|program| program.has_idl).collect::<Vec<_>>(), [true, false]);
        // and the example is found by any of them
        for name in ["desk", "furnace-example-desk", "furnace_example_desk"] {
            let found = selected(workspace.path(), &[name.to_owned()])?;
            assert_eq!(found.iter().map(|program| &program.manifest).collect::<Vec<_>>(), [&all[1].manifest]);
        }
        assert!(selected(workspace.path(), &["examples/desk".to_owned()]).is_err());
        Ok(())
    }
}
