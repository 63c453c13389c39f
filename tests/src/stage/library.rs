use std::path::Path;

use furnace_client::chain::ChainError;
use furnace_client::config::read_keypair;
use furnace_client::furnace::Furnace;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;

use super::{Localnet, StageError};

/// What goes through the client library and not the command line, as bots do it.
impl Localnet {
    /// Talks to the chain.
    pub fn with_furnace<T>(&self, work: impl AsyncFnOnce(&Furnace) -> Result<T, ChainError>) -> Result<T, StageError> {
        let runtime = tokio::runtime::Runtime::new().map_err(StageError::io("starting a runtime"))?;
        runtime.block_on(async { work(&Furnace::connect(self.rpc_url()?)?).await.map_err(StageError::from) })
    }

    /// Sends instructions, which the actor signs and pays for.
    pub fn send(&self, actor: &str, instructions: &[Instruction]) -> Result<(), StageError> {
        let keypair = self.signer(actor)?;
        self.with_furnace(async |furnace| furnace.chain().send(instructions, &[&keypair]).await.map(drop))
    }

    /// HEAT in an actor's wallet, base units.
    pub fn heat(&self, actor: &str) -> Result<u64, StageError> {
        let wallet = self.wallet(actor)?;
        self.with_furnace(async |furnace| furnace.heat_of(&wallet).await)
    }

    /// An actor's wallet.
    pub fn wallet(&self, actor: &str) -> Result<Address, StageError> {
        parsed(self.address(actor)?)
    }

    /// An address of the description.
    pub fn described_address(&self, name: &str) -> Result<Address, StageError> {
        parsed(self.described(&[name])?)
    }

    /// An actor's keypair.
    pub fn signer(&self, actor: &str) -> Result<Keypair, StageError> {
        read_keypair(Path::new(self.keypair(actor)?)).map_err(|error| StageError::Unexpected(error.to_string()))
    }
}

fn parsed(text: &str) -> Result<Address, StageError> {
    text.parse().map_err(|_| StageError::Unexpected(format!("{text} is no address")))
}
