//! The command line rustc gives a linker of flavour `bpf`.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

/// What is to be linked, and to where.
#[derive(Debug, Default)]
pub(crate) struct LinkerArguments {
    /// Bitcode objects and archives of them, in link order.
    pub(crate) inputs: Vec<PathBuf>,
    /// The file rustc expects.
    pub(crate) output: PathBuf,
    /// Symbols that must stay visible.
    pub(crate) exports: Vec<String>,
}

impl LinkerArguments {
    pub(crate) fn parse(arguments: &[OsString]) -> Result<Self> {
        let mut parsed = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().with_context(|| format!("{} needs a value", argument.display()));
            match argument.to_str() {
                Some("-o") => parsed.output = PathBuf::from(value()?),
                Some("--export-symbols") => {
                    let list = PathBuf::from(value()?);
                    let text = fs::read_to_string(&list).with_context(|| format!("reading {}", list.display()))?;
                    parsed
                        .exports
                        .extend(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
                }
                Some("-L" | "--cpu") => drop(value()?),
                Some(flag) if flag.starts_with('-') => {}
                _ => parsed.inputs.push(PathBuf::from(argument)),
            }
        }
        if parsed.output.as_os_str().is_empty() {
            bail!("no output file was named (-o)");
        }
        Ok(parsed)
    }

    /// Whether this is a program: dependencies that also declare a `cdylib` come through here too.
    pub(crate) fn is_program(&self) -> bool {
        self.exports.iter().any(|symbol| symbol == "entrypoint")
    }
}
