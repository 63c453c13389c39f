//! The folder that a localnet leaves its keys and its description in.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use furnace_client::config::{read_keypair, write_keypair};

use crate::{
    Description, LocalnetError,
    actors::{Actor, development_keypair},
};

/// Name of the description. The file is there exactly while the network is ready.
pub const DESCRIPTION_FILE: &str = "localnet.json";

/// Held by the network that uses the folder. The system lets go of it when the network is gone.
const LOCK_FILE: &str = "lock";

/// A state folder, which nobody else uses meanwhile.
#[derive(Debug)]
pub(crate) struct StateFolder {
    path: PathBuf,
    _lock: File,
}

impl StateFolder {
    /// Creates the folder where it is missing, makes sure that no other network uses it, and takes away
    /// the description of a former one.
    pub(crate) fn open(path: &Path) -> Result<Self, LocalnetError> {
        let failed = |source| LocalnetError::File { path: path.to_owned(), source };
        fs::create_dir_all(path).map_err(failed)?;
        let path = path.canonicalize().map_err(failed)?;
        let lock = lock(&path)?;
        let folder = Self { path, _lock: lock };
        folder.retract()?;
        Ok(folder)
    }

    /// Where the folder is, from the root on.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A wallet: the one that the folder holds, or else the development one, which is written down.
    pub(crate) fn actor(&self, name: String) -> Result<Actor, LocalnetError> {
        let path = self.keypair_path(&name);
        let keypair = if path.exists() {
            read_keypair(&path)?
        } else {
            let keypair = development_keypair(&name);
            write_keypair(&path, &keypair)?;
            keypair
        };
        Ok(Actor { name, keypair })
    }

    /// Where a wallet's keypair is.
    pub(crate) fn keypair_path(&self, name: &str) -> PathBuf {
        self.path.join("keys").join(format!("{name}.json"))
    }

    /// Writes the description. Readers see it whole or not at all.
    pub(crate) fn publish(&self, description: &Description) -> Result<(), LocalnetError> {
        let path = self.description_path();
        let draft = path.with_extension("json.new");
        let failed = |source| LocalnetError::File { path: path.clone(), source };
        let text = serde_json::to_string_pretty(description).map_err(|error| failed(io::Error::other(error)))?;
        fs::write(&draft, text).and_then(|()| fs::rename(&draft, &path)).map_err(failed)
    }

    /// Takes the description away.
    pub(crate) fn retract(&self) -> Result<(), LocalnetError> {
        let path = self.description_path();
        match fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => Err(LocalnetError::File { path, source }),
            _ => Ok(()),
        }
    }

    fn description_path(&self) -> PathBuf {
        self.path.join(DESCRIPTION_FILE)
    }
}

fn lock(folder: &Path) -> Result<File, LocalnetError> {
    let path = folder.join(LOCK_FILE);
    let failed = |source| LocalnetError::File { path: path.clone(), source };
    let file = File::create(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(LocalnetError::FolderInUse(folder.to_owned())),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

#[cfg(test)]
mod tests {
    use solana_keypair::Keypair;
    use solana_signer::Signer;

    use super::*;

    #[test]
    fn keys_are_written_once_and_own_keys_are_kept() {
        let folder = tempfile::tempdir().expect("folder");
        let state = StateFolder::open(folder.path()).expect("open");
        let own = Keypair::new();
        write_keypair(&state.keypair_path("client"), &own).expect("write");
        assert_eq!(state.actor("client".into()).expect("kept").address(), own.pubkey());
        let usual = state.actor("worker-1".into()).expect("written").address();
        assert_eq!(usual, development_keypair("worker-1").pubkey());
        assert_eq!(state.actor("worker-1".into()).expect("read").address(), usual);
    }

    #[test]
    fn a_former_description_is_taken_away() {
        let folder = tempfile::tempdir().expect("folder");
        let former = folder.path().join(DESCRIPTION_FILE);
        fs::write(&former, "{}").expect("write");
        StateFolder::open(folder.path()).expect("open");
        assert!(!former.exists());
    }

    #[test]
    fn a_folder_serves_one_network_at_a_time() {
        let folder = tempfile::tempdir().expect("folder");
        let first = StateFolder::open(folder.path()).expect("open");
        let error = StateFolder::open(folder.path()).expect_err("taken");
        assert!(matches!(&error, LocalnetError::FolderInUse(path) if path == first.path()), "{error}");
        drop(first);
        StateFolder::open(folder.path()).expect("free again");
    }
}
