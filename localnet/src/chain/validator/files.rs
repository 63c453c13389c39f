//! The validator's folder, and what its command line says of it.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use serde_json::json;
use solana_address::Address;
use solana_sdk_ids::system_program;

use super::ValidatorError;
use crate::chain::Genesis;

/// Bytes of a log that its last lines are looked for in.
const TAIL_BYTES: u64 = 16 * 1024;
const TAIL_LINES: usize = 20;

/// Where a validator keeps what.
#[derive(Debug)]
pub(super) struct Files {
    /// The chain itself, started afresh each time.
    pub(super) ledger: PathBuf,
    /// What the validator writes while it runs.
    pub(super) log: PathBuf,
    genesis: PathBuf,
}

impl Files {
    pub(super) fn new(folder: &Path) -> Self {
        Self { ledger: folder.join("ledger"), log: folder.join("validator.log"), genesis: folder.join("genesis") }
    }

    /// Writes what is to exist in the first slot, and returns the arguments that tell the validator so.
    pub(super) fn write(&self, genesis: &Genesis) -> Result<Vec<OsString>, ValidatorError> {
        // A wallet of an earlier network must not come back.
        match fs::remove_dir_all(&self.genesis) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(ValidatorError::file(&self.genesis)(error));
            }
            _ => fs::create_dir_all(&self.genesis).map_err(ValidatorError::file(&self.genesis))?,
        }
        for (address, lamports) in genesis.wallets() {
            self.put(&format!("{address}.json"), wallet(address, *lamports).as_bytes())?;
        }
        let mut arguments = vec!["--account-dir".into(), self.genesis.clone().into()];
        for (program, authority) in genesis.programs() {
            let path = self.put(&format!("{}.so", program.id), &program.elf)?;
            let (id, authority) = (program.id.to_string(), authority.to_string());
            arguments.extend(["--upgradeable-program".into(), id.into(), path.into(), authority.into()]);
        }
        Ok(arguments)
    }

    /// The last lines of the log.
    pub(super) fn tail(&self) -> String {
        let mut bytes = Vec::new();
        // Without a log there is nothing to show, and the failure itself matters more.
        let _ = File::open(&self.log).and_then(|mut log| {
            let length = log.metadata()?.len();
            log.seek(SeekFrom::Start(length.saturating_sub(TAIL_BYTES)))?;
            log.read_to_end(&mut bytes)
        });
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n")
    }

    fn put(&self, name: &str, contents: &[u8]) -> Result<PathBuf, ValidatorError> {
        let path = self.genesis.join(name);
        fs::write(&path, contents).map_err(ValidatorError::file(&path))?;
        Ok(path)
    }
}

/// An account in the form that Solana's tools dump accounts in.
fn wallet(address: &Address, lamports: u64) -> String {
    let account = json!({
        "lamports": lamports,
        "data": ["", "base64"],
        "owner": system_program::ID.to_string(),
        "executable": false,
        "rentEpoch": u64::MAX,
        "space": 0,
    });
    json!({ "pubkey": address.to_string(), "account": account }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_wallets_do_not_come_back() {
        let folder = tempfile::tempdir().expect("folder");
        let files = Files::new(folder.path());
        let [former, new] = [1, 2].map(|byte| Address::new_from_array([byte; 32]));
        files.write(&Genesis::default().wallet(&former, 5)).expect("written");
        files.write(&Genesis::default().wallet(&new, 7)).expect("written");
        let there = |address: &Address| files.genesis.join(format!("{address}.json")).exists();
        assert_eq!((there(&former), there(&new)), (false, true));
    }

    #[test]
    fn the_tail_is_the_end_of_a_long_log() {
        let folder = tempfile::tempdir().expect("folder");
        let files = Files::new(folder.path());
        assert_eq!(files.tail(), "");
        let lines: Vec<_> = (0..10_000).map(|number| format!("line {number}")).collect();
        fs::write(&files.log, lines.join("\n")).expect("written");
        assert_eq!(files.tail(), lines[10_000 - TAIL_LINES..].join("\n"));
    }
}
