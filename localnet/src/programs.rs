//! The built programs.

use std::{fs, io, path::Path};

use furnace_client::program;
use solana_address::Address;

use crate::{LocalnetError, chain::Program};

/// Names, as of their files, and ids.
pub(crate) const PROGRAMS: [(&str, Address); 6] = [
    ("furnace_governance", program::GOVERNANCE),
    ("furnace_token", program::TOKEN),
    ("furnace_staking", program::STAKING),
    ("furnace_jobs", program::JOBS),
    ("furnace_slashing", program::SLASHING),
    ("furnace_proofs", program::PROOFS),
];

/// Reads every program from a folder of `.so` files.
pub(crate) fn load(folder: &Path) -> Result<Vec<Program>, LocalnetError> {
    PROGRAMS.iter().map(|(name, id)| load_one(folder, name, *id)).collect()
}

fn load_one(folder: &Path, name: &'static str, id: Address) -> Result<Program, LocalnetError> {
    let path = folder.join(format!("{name}.so"));
    match fs::read(&path) {
        Ok(elf) => Ok(Program { id, elf }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(LocalnetError::ProgramMissing { name, path }),
        Err(source) => Err(LocalnetError::File { path, source }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_with_the_way_to_build_it() {
        let folder = tempfile::tempdir().expect("folder");
        fs::write(folder.path().join("furnace_governance.so"), b"elf").expect("write");
        let error = load(folder.path()).expect_err("the others are missing");
        assert!(error.to_string().contains("furnace_token"), "{error}");
        assert!(error.hint().is_some_and(|hint| hint.contains("cargo xtask build-sbf")));
    }
}
