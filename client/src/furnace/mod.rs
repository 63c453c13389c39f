//! The network as one handle: what to read and what to do, over any [`Chain`].
//!
//! Wallets pay their own fees and rent, and hold their HEAT in their associated token account. Token
//! accounts, positions and balances that are missing are opened in the transaction that needs them.

mod auction;
mod balance;
mod bid;
mod crew;
mod dispute;
mod emission;
mod fees;
mod governance;
mod holding;
mod job;
mod lease;
mod market;
mod memory;
mod operator;
mod order;
mod price;
mod proofs;
mod read;
mod refutation;
mod rewards;
mod slashing;
mod staking;
mod statistics;
mod sweep;
mod verifier;
mod votes;

use std::{fmt, sync::Arc};

use solana_address::Address;

use crate::chain::{Chain, ChainError, RpcChain};

pub use dispute::{DisputeStep, accuser_bond};
pub use emission::{Emission, EmissionDue, EpochShare};
pub use fees::Collected;
pub use holding::{Holding, Present};
pub use job::{Admission, JobOrder};
pub use lease::LeaseOrder;
pub use market::NewMarket;
pub use memory::{Remembering, ShownWalk};
pub use operator::Hardware;
pub use order::Order;
pub use proofs::{Proving, Shown, ShownRoots};
pub use refutation::RefutationStep;
pub use statistics::Statistics;
pub use sweep::{Step, Sweep, Task};

/// Handle on the Furnace network; cheap to clone.
#[derive(Clone)]
pub struct Furnace {
    chain: Arc<dyn Chain>,
    /// Where prices are taken from, if not from Pyth's own account.
    price_update: Option<Address>,
}

impl Furnace {
    /// The network on a chain.
    pub fn new(chain: Arc<dyn Chain>) -> Self {
        Self { chain, price_update: None }
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
