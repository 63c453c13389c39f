//! Why a chain does not start or stop.

use std::io;

use thiserror::Error;

use super::ValidatorError;

/// A failure of the chain.
#[derive(Debug, Error)]
pub enum ChainError {
    /// Something else listens on the port.
    #[error("the {server} port {port} cannot be used")]
    PortTaken {
        /// Which server was to listen there.
        server: &'static str,
        /// The port.
        port: u16,
        /// The system's reason.
        source: io::Error,
    },
    /// Too few free ports were found.
    #[error("no free ports")]
    NoPorts(#[source] io::Error),
    /// A thread could not be started.
    #[error("the system gives the chain no thread")]
    Thread(#[source] io::Error),
    /// The chain did not come up.
    #[error("the embedded chain did not start: {0}")]
    Start(String),
    /// The chain is over, though nobody stopped it.
    #[error("the chain ended by itself")]
    Ended,
    /// The servers did not confirm that they ended.
    #[error("the embedded chain did not confirm that it stopped; its ports may still be taken")]
    Stop,
    /// A failure of the validator.
    #[error(transparent)]
    Validator(#[from] ValidatorError),
}
