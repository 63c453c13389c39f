//! Why a localnet does not start.

use std::{io, path::PathBuf};

use furnace_client::{chain::ChainError as ClientError, config::KeypairError};
use furnace_migrations::MigrationError;
use thiserror::Error;

use crate::chain::ChainError;

/// A failed start or stop.
#[derive(Debug, Error)]
pub enum LocalnetError {
    /// A program was not built.
    #[error("the program {name} is missing: {} does not exist", path.display())]
    ProgramMissing {
        /// Which one.
        name: &'static str,
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A file could not be used.
    #[error("cannot use {}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// Another network uses the state folder.
    #[error("another network uses {}", .0.display())]
    FolderInUse(PathBuf),
    /// A wallet's name is not fit for a file name.
    #[error("'{0}' is no name for an actor: use up to 32 lowercase letters, digits and dashes")]
    ActorName(String),
    /// A keypair file in the state folder cannot be used.
    #[error(transparent)]
    Keypair(#[from] KeypairError),
    /// The chain does not start or stop.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The set-up failed.
    #[error(transparent)]
    Migration(Box<MigrationError>),
    /// The set-up is not what it was to be, which a new chain gives no reason for.
    #[error("the set-up stopped: {0}")]
    Incomplete(String),
    /// The dollar token was not created.
    #[error("the dollar token was not created")]
    UsdMint(#[source] ClientError),
    /// The wallets got no money.
    #[error("the wallets got no money")]
    Funding(#[source] ClientError),
}

impl From<MigrationError> for LocalnetError {
    fn from(error: MigrationError) -> Self {
        Self::Migration(Box::new(error))
    }
}

impl LocalnetError {
    /// What its reader can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::ProgramMissing { .. } => {
                Some("build the programs with 'cargo xtask build-sbf', or name their folder with --programs")
            }
            Self::Chain(ChainError::PortTaken { .. }) => Some(
                "stop what listens there, or choose other ports with --rpc-port and --ws-port (0 takes a free one)",
            ),
            Self::Chain(ChainError::Validator(error)) => error.hint(),
            Self::FolderInUse(_) => Some("stop it, or choose another folder with --state"),
            Self::Keypair(_) => Some("remove the file: a new one is written"),
            Self::Migration(error) => error.hint(),
            _ => None,
        }
    }
}
