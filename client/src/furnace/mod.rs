//! The network as one handle: what to read and what to do, over any [`Chain`].
//!
//! Wallets pay their own fees and rent, and hold their HEAT in their associated token account. Token
//! accounts, positions and balances that are missing are opened in the transaction that needs them.

mod auction;
mod balance;
mod emission;
mod fees;
mod governance;
mod holding;
mod job;
mod market;
mod operator;
mod price;
mod read;
mod rewards;
mod slashing;
mod staking;
mod statistics;
mod votes;

use std::{fmt, sync::Arc};

use crate::chain::{Chain, ChainError, RpcChain};

pub use emission::{Emission, EpochShare};
pub use fees::Collected;
pub use holding::{Holding, Present};
pub use job::JobOrder;
pub use market::NewMarket;
pub use operator::Hardware;
pub use statistics::Statistics;

/// Handle on the Furnace network; cheap to clone.
#[derive(Clone)]
pub struct Furnace {
    chain: Arc<dyn Chain>,
}

impl Furnace {
    /// The network on a chain.
    pub fn new(chain: Arc<dyn Chain>) -> Self {
        Self { chain }
    }

    /// The network on the cluster of an RPC node.
    pub fn connect(url: &str) -> Result<Self, ChainError> {
        Ok(Self::new(Arc::new(RpcChain::new(url)?)))
    }

    /// The chain.
    pub fn chain(&self) -> &dyn Chain {
        self.chain.as_ref()
    }
}

impl fmt::Debug for Furnace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Furnace")
    }
}
