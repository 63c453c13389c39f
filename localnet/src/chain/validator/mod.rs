//! A real validator in a process of its own: `solana-test-validator`, with a fresh ledger.
//!
//! Its blocks, votes and clock are those of a cluster. Unlike the embedded chain it answers on every
//! network interface; its command line offers no other way.

mod blocks;
mod command;
mod error;
mod files;
mod guard;
mod ports;
mod program;
#[cfg(test)]
mod tests;

use std::{path::Path, time::Duration};

use tokio::process::Child;

use super::{ChainError, Genesis, Ports};
use files::Files;
use guard::Guard;
use ports::ValidatorPorts;

pub use error::ValidatorError;

/// How long a validator may take to make its first blocks.
const START_TIMEOUT: Duration = Duration::from_secs(90);
/// How long a validator may take to end.
const STOP_TIMEOUT: Duration = Duration::from_secs(10);

/// A running validator. Dropping it stops it.
#[derive(Debug)]
pub struct ValidatorChain {
    ports: ValidatorPorts,
    files: Files,
    process: Child,
    guard: Guard,
}

impl ValidatorChain {
    /// Starts the validator `program`, which keeps its files in `folder`, and waits until it makes blocks.
    ///
    /// A WebSocket port other than 0 has to be the one above the RPC port.
    pub async fn start(program: &Path, genesis: &Genesis, ports: Ports, folder: &Path) -> Result<Self, ChainError> {
        Self::start_within(START_TIMEOUT, program, genesis, ports, folder).await
    }

    async fn start_within(
        limit: Duration,
        program: &Path,
        genesis: &Genesis,
        ports: Ports,
        folder: &Path,
    ) -> Result<Self, ChainError> {
        program::check(program).await?;
        let ports = ValidatorPorts::resolve(ports)?;
        let files = Files::new(folder);
        let process = command::build(program, genesis, ports, &files)?
            .spawn()
            .map_err(|source| ValidatorError::Unusable { path: program.to_owned(), source })?;
        let guard = Guard::over(process.id().unwrap_or_default())?;
        let mut chain = Self { ports, files, process, guard };
        match chain.await_blocks(limit).await {
            Ok(()) => Ok(chain),
            Err(error) => {
                chain.stop().await?;
                Err(error.into())
            }
        }
    }

    /// URL of the JSON-RPC server.
    pub fn rpc_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.ports.rpc)
    }

    /// URL of the WebSocket server.
    pub fn ws_url(&self) -> String {
        format!("ws://127.0.0.1:{}", self.ports.ws())
    }

    /// Waits until the validator has ended, which it does not do by itself, and tells how it did.
    pub async fn ended(&mut self) -> ValidatorError {
        match self.process.wait().await {
            Ok(status) => {
                self.guard.dismiss();
                ValidatorError::Died { status, log: self.files.log.clone(), tail: self.files.tail() }
            }
            Err(error) => ValidatorError::Lost(error),
        }
    }

    /// Stops the validator and waits until it has ended. One that does not heed the request is killed.
    pub async fn stop(self) -> Result<(), ValidatorError> {
        let Self { mut process, mut guard, .. } = self;
        if process.try_wait().map_err(ValidatorError::Lost)?.is_some() {
            guard.dismiss();
            return Ok(());
        }
        drop(guard);
        match tokio::time::timeout(STOP_TIMEOUT, process.wait()).await {
            Ok(ended) => ended.map(drop).map_err(ValidatorError::Lost),
            Err(_) => process.kill().await.map_err(ValidatorError::Lost),
        }
    }

    async fn await_blocks(&mut self, limit: Duration) -> Result<(), ValidatorError> {
        let client = blocks::client(&self.rpc_url())?;
        tokio::select! {
            died = self.ended() => Err(died),
            made = tokio::time::timeout(limit, blocks::made(&client)) => made.map_err(|_| ValidatorError::Late {
                seconds: limit.as_secs(),
                log: self.files.log.clone(),
                tail: self.files.tail(),
            }),
        }
    }
}
