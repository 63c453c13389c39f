//! Why a validator does not start or go on.

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitStatus,
};

use furnace_client::chain::ChainError as ClientError;
use thiserror::Error;

use super::program::VERSION;

/// A failure of the validator.
#[derive(Debug, Error)]
pub enum ValidatorError {
    /// The program cannot be run at all.
    #[error("cannot run {}", path.display())]
    Unusable {
        /// What was to be run.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The program is another one, or of another version.
    #[error("{} is not solana-test-validator {VERSION}: it says '{said}'", path.display())]
    Version {
        /// What was run.
        path: PathBuf,
        /// Its answer to `--version`.
        said: String,
    },
    /// The ports do not fit a validator.
    #[error("a validator serves WebSockets on the port above its RPC port {rpc}, not on {ws}")]
    NotAdjacent {
        /// JSON-RPC.
        rpc: u16,
        /// WebSocket.
        ws: u16,
    },
    /// A file for the validator could not be written.
    #[error("cannot use {}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// Nothing watches over the validator, which might outlive this process.
    #[error("cannot run sh, which is to stop the validator when this process is gone")]
    Guard(#[source] io::Error),
    /// The validator ended by itself.
    #[error("the validator ended by itself with {status}; {} ends with:\n{tail}", log.display())]
    Died {
        /// How.
        status: ExitStatus,
        /// What it wrote.
        log: PathBuf,
        /// The last lines of that.
        tail: String,
    },
    /// The validator runs, but its chain does not.
    #[error("the validator made no block within {seconds} s; {} ends with:\n{tail}", log.display())]
    Late {
        /// How long it was waited for.
        seconds: u64,
        /// What it wrote.
        log: PathBuf,
        /// The last lines of that.
        tail: String,
    },
    /// The system does not tell how the validator is.
    #[error("the validator cannot be looked after")]
    Lost(#[source] io::Error),
    /// The validator cannot be asked.
    #[error(transparent)]
    Client(#[from] ClientError),
}

impl ValidatorError {
    /// What its reader can do about it.
    pub(crate) fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Unusable { source, .. } if source.kind() == io::ErrorKind::NotFound => Some(INSTALL),
            Self::Unusable { .. } => Some("name the executable of solana-test-validator with --validator"),
            Self::Version { .. } => Some(INSTALL),
            Self::NotAdjacent { .. } => Some("leave --ws-port away"),
            _ => None,
        }
    }

    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

const INSTALL: &str =
    "install it with 'cargo install agave-validator --version 4.2.2 --locked --bin solana-test-validator'";
