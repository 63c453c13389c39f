//! The chain under a network: one in this process, or a real validator beside it.

mod embedded;
mod error;
mod genesis;
mod ports;
mod validator;

use std::path::Path;

pub use embedded::{EmbeddedChain, SLOT};
pub use error::ChainError;
pub use genesis::{Genesis, Program};
pub use ports::Ports;
pub use validator::{ValidatorChain, ValidatorError};

/// A running chain. Dropping it stops it.
#[derive(Debug)]
pub enum LocalChain {
    /// In this process, gone with it.
    Embedded(EmbeddedChain),
    /// A `solana-test-validator` in a process of its own.
    Validator(Box<ValidatorChain>),
}

impl LocalChain {
    /// Starts the embedded chain, or else the `validator` with its files in `folder`.
    pub async fn start(
        genesis: Genesis,
        ports: Ports,
        validator: Option<&Path>,
        folder: &Path,
    ) -> Result<Self, ChainError> {
        match validator {
            None => EmbeddedChain::start(genesis, ports).await.map(Self::Embedded),
            Some(program) => {
                let chain = ValidatorChain::start(program, &genesis, ports, folder).await?;
                Ok(Self::Validator(Box::new(chain)))
            }
        }
    }

    /// URL of the JSON-RPC server.
    pub fn rpc_url(&self) -> String {
        match self {
            Self::Embedded(chain) => chain.rpc_url(),
            Self::Validator(chain) => chain.rpc_url(),
        }
    }

    /// URL of the WebSocket server.
    pub fn ws_url(&self) -> String {
        match self {
            Self::Embedded(chain) => chain.ws_url(),
            Self::Validator(chain) => chain.ws_url(),
        }
    }

    /// Waits until the chain has ended, which it does not do by itself, and tells why it did.
    pub async fn ended(&mut self) -> ChainError {
        match self {
            Self::Embedded(chain) => {
                chain.ended().await;
                ChainError::Ended
            }
            Self::Validator(chain) => chain.ended().await.into(),
        }
    }

    /// Stops the chain and waits until its ports are free.
    pub async fn stop(self) -> Result<(), ChainError> {
        match self {
            Self::Embedded(chain) => chain.stop().await,
            Self::Validator(chain) => Ok(chain.stop().await?),
        }
    }
}
