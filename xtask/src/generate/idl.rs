//! IDLs, from the programs themselves.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anchor_lang_idl::build::IdlBuilder;
use anchor_lang_idl::types::{Idl, IdlTypeDef};
use anyhow::{Context as _, Result};
use clap::Args;

use super::simplify::simplify;
use crate::programs::Program;
use crate::{cache, checkout, process};

/// Arguments of `print-idl`.
#[derive(Args)]
pub(crate) struct PrintIdl {
    /// The folder of the program.
    program: PathBuf,
}

impl PrintIdl {
    /// A process of its own: the builder starts cargo with our environment, which has to be clean.
    pub(crate) fn run(self) -> Result<()> {
        let builder = IdlBuilder::new().program_path(self.program).cargo_args(vec!["--locked".into(), "--lib".into()]);
        println!("{}", serde_json::to_string(&builder.build()?)?);
        Ok(())
    }
}

/// Writes `<program>.json` for each program, given in the order in which they call each other.
pub(super) fn write_all(programs: &[Program], folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    let mut owned: Vec<IdlTypeDef> = Vec::new();
    for program in programs {
        let mut idl = build(program)?;
        remove_foreign(&mut idl, &owned);
        owned.extend(idl.types.iter().filter(|definition| is_account(&idl, definition)).cloned());
        let idl = simplify(&idl)?;

        let path = folder.join(format!("{}.json", program.short));
        let text = serde_json::to_string_pretty(&idl)? + "\n";
        fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

fn build(program: &Program) -> Result<Idl> {
    let folder = program.manifest.parent().context("a manifest has a folder")?;
    let place = cache::digest([checkout::root().as_os_str().as_encoded_bytes()]);
    let mut command = process::command(env::current_exe().context("finding this executable")?);
    command.arg("print-idl").arg(folder).current_dir(folder);
    command.env("CARGO_TARGET_DIR", cache::folder(&format!("idl-target/{place}"))?);
    let text = process::output(&mut command).with_context(|| format!("building the IDL of {}", program.package))?;
    serde_json::from_str(&text).with_context(|| format!("reading the IDL of {}", program.package))
}

/// Accounts of a program that this one only reads are listed by that program.
fn remove_foreign(idl: &mut Idl, owned: &[IdlTypeDef]) {
    let foreign: Vec<String> = idl
        .types
        .iter()
        .filter(|definition| is_account(idl, definition) && owned.contains(definition))
        .map(|definition| definition.name.clone())
        .collect();
    idl.accounts.retain(|account| !foreign.contains(&account.name));
    idl.types.retain(|definition| !foreign.contains(&definition.name));
}

fn is_account(idl: &Idl, definition: &IdlTypeDef) -> bool {
    idl.accounts.iter().any(|account| account.name == definition.name)
}
