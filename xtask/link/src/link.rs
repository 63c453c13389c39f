//! The linker rustc calls.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::arguments::LinkerArguments;
use crate::llvm::{Context, TargetMachine};
use crate::{check, emit, legalise, merge};

/// The archive of the runtime shim's bitcode.
const SHIM: &str = "FURNACE_SBF_SHIM";
/// The folder that collects the objects of programs, safe from being overwritten by the same crate
/// built as a dependency of another program.
const OBJECTS: &str = "FURNACE_SBF_OBJECTS";
/// Where to leave the module as text, before and after legalisation.
const DUMP: &str = "FURNACE_SBF_DUMP";

pub(crate) fn run(arguments: &[OsString]) -> Result<()> {
    let arguments = LinkerArguments::parse(arguments)?;
    if !arguments.is_program() {
        // A library that also declares a cdylib: nothing will load it.
        return fs::write(&arguments.output, []).context("writing an empty library");
    }
    let object = translate(&arguments)?;
    let name = arguments.output.file_stem().context("the output has no name")?;
    let name = name.to_string_lossy();
    let name = name.strip_prefix("lib").unwrap_or(&name);
    let objects = folder(OBJECTS)?;
    fs::create_dir_all(&objects).with_context(|| format!("creating {}", objects.display()))?;
    for path in [objects.join(format!("{name}.o")), arguments.output.clone()] {
        fs::write(&path, &object).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

/// One module in, one object out.
fn translate(arguments: &LinkerArguments) -> Result<Vec<u8>> {
    let bitcode = merge::merge(arguments, &folder(SHIM)?)?;
    let context = Context::new();
    let module = context.parse_bitcode(&bitcode)?;
    let machine = TargetMachine::bpf(merge::FEATURES)?;
    dump(&module, "merged.ll")?;
    legalise::legalise(&context, &module)?;
    machine.run_passes(&module, legalise::PASSES)?;
    dump(&module, "legalised.ll")?;
    check::check(&module)?;
    emit::object(&context, &machine, &module)
}

fn folder(variable: &str) -> Result<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .with_context(|| format!("{variable} is not set: call this through `cargo xtask build-sbf`"))
}

fn dump(module: &crate::llvm::Module<'_>, name: &str) -> Result<()> {
    match env::var_os(DUMP) {
        Some(folder) => module.write_text(&Path::new(&folder).join(name)),
        None => Ok(()),
    }
}
