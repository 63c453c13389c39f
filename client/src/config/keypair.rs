//! Keypair files in Solana's format: a JSON array of 64 numbers.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use solana_keypair::Keypair;
use thiserror::Error;

/// An unusable keypair file.
#[derive(Debug, Error)]
pub enum KeypairError {
    /// The file could not be read or written.
    #[error("cannot use the keypair file {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The file does not hold 64 numbers.
    #[error("{} is not a keypair file: it must hold a JSON array of 64 numbers", path.display())]
    NotAKeypair {
        /// The file.
        path: PathBuf,
    },
    /// The public half does not follow from the secret half.
    #[error("{} is not a keypair file: its halves do not belong together", path.display())]
    Mismatch {
        /// The file.
        path: PathBuf,
    },
}

/// Reads a keypair. Errors never quote the content.
pub fn read_keypair(path: &Path) -> Result<Keypair, KeypairError> {
    let text = fs::read(path).map_err(|source| KeypairError::File { path: path.to_owned(), source })?;
    let bytes: Vec<u8> = serde_json::from_slice(&text)
        .ok()
        .filter(|bytes: &Vec<u8>| bytes.len() == 64)
        .ok_or_else(|| KeypairError::NotAKeypair { path: path.to_owned() })?;
    Keypair::try_from(bytes.as_slice()).map_err(|_| KeypairError::Mismatch { path: path.to_owned() })
}

/// Writes a keypair to a new file that only its owner can read; an existing file is never replaced.
pub fn write_keypair(path: &Path, keypair: &Keypair) -> Result<(), KeypairError> {
    use io::Write;
    let file = |source| KeypairError::File { path: path.to_owned(), source };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(file)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let text = serde_json::to_vec(keypair.to_bytes().as_slice()).map_err(|error| file(io::Error::other(error)))?;
    options.open(path).and_then(|mut target| target.write_all(&text)).map_err(file)
}

/// Where the Solana tools keep the wallet, if there is a home folder.
pub fn default_keypair_path() -> Option<PathBuf> {
    let home = env::var_os("HOME")?;
    Some(Path::new(&home).join(".config/solana/id.json"))
}

#[cfg(test)]
mod tests {
    use solana_signer::Signer;

    use super::*;

    #[test]
    fn a_keypair_survives_its_file() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("keys/wallet.json");
        let keypair = Keypair::new();
        write_keypair(&path, &keypair).expect("write");
        let read = read_keypair(&path).expect("read");
        assert_eq!(read.pubkey(), keypair.pubkey());
        write_keypair(&path, &Keypair::new()).expect_err("never replaced");
    }

    #[test]
    fn broken_files_are_named_and_not_quoted() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("wallet.json");
        assert!(matches!(read_keypair(&path), Err(KeypairError::File { .. })));
        fs::write(&path, "[1,2,3]").expect("write");
        let error = read_keypair(&path).expect_err("too short");
        assert!(error.to_string().contains("wallet.json"));
        let mut bytes = Keypair::new().to_bytes();
        bytes[63] ^= 1;
        fs::write(&path, serde_json::to_vec(bytes.as_slice()).expect("JSON")).expect("write");
        assert!(matches!(read_keypair(&path), Err(KeypairError::Mismatch { .. } | KeypairError::NotAKeypair { .. })));
    }
}
