//! `generate`: what is derived from the programs and committed.
//!
//! The host crates cannot depend on the programs (see the workspace manifest): the IDL of each program stands
//! between them, and the client is rendered from the IDLs.

mod client;
mod difference;
mod idl;
mod simplify;

pub(crate) use idl::PrintIdl;

use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;

use crate::{checkout, programs};

/// Folder of the IDLs.
const IDL: &str = "idl";
/// Folder of the generated client.
const CLIENT: &str = "client/src/generated";

/// Arguments of `generate`.
#[derive(Args)]
pub(crate) struct Generate {
    /// Compare with what is committed instead of writing it.
    #[arg(long)]
    pub(crate) check: bool,
}

impl Generate {
    pub(crate) fn run(self) -> Result<()> {
        let folder = tempfile::tempdir()?;
        generate(folder.path())?;
        let mut differing = Vec::new();
        for part in [IDL, CLIENT] {
            let (fresh, committed) = (folder.path().join(part), checkout::root().join(part));
            for file in difference::between(&fresh, &committed)? {
                if !self.check {
                    difference::take_over(&file, &fresh, &committed)?;
                }
                differing.push(Path::new(part).join(file).display().to_string());
            }
        }
        match (self.check, differing.is_empty()) {
            (true, false) => {
                bail!("these files are not what `cargo xtask generate` writes:\n  {}", differing.join("\n  "))
            }
            (false, false) => println!("wrote:\n  {}", differing.join("\n  ")),
            (_, true) => println!("the IDLs and the client are up to date"),
        }
        Ok(())
    }
}

/// Writes everything below `folder`, as it would lie in the checkout.
fn generate(folder: &Path) -> Result<()> {
    let programs: Vec<_> = programs::all()?.into_iter().filter(|program| program.has_idl).collect();
    idl::write_all(&programs, &folder.join(IDL))?;
    client::render_all(&programs, &folder.join(IDL), &folder.join(CLIENT))
}
