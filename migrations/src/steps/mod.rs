//! The steps, each a file, in the order in which they build on one another.

mod compare;
mod fee_vault;
mod governance;
mod market;
mod proofs;
mod slashing;
mod staking;
mod token;
mod usd;

use std::time::Duration;

use async_trait::async_trait;
use furnace_client::chain::{Chain, ChainError};
use solana_address::Address;
use solana_instruction::Instruction;

use crate::{Config, ConfigError, Difference, Roles};

/// What the chain says about a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Not done yet.
    Pending,
    /// Done, as configured.
    Applied,
    /// Done, with other values.
    Differs(Vec<Difference>),
}

/// One thing to set up. It consists of one instruction, so it is never half done.
#[async_trait]
pub trait Step: Send + Sync {
    /// Its name, for people and for scripts.
    fn name(&self) -> &'static str;

    /// What it does, with the values that matter.
    fn about(&self) -> String;

    /// The account that it opens.
    fn account(&self) -> Address;

    /// The program whose upgrade authority must sign, if any.
    fn gate(&self) -> Option<Address> {
        None
    }

    /// A dollar token that must be there before, if any.
    fn usd_mint(&self) -> Option<Address> {
        None
    }

    /// The HEAT account from which it takes a market's bond, if any.
    fn bond_source(&self) -> Option<Address> {
        None
    }

    /// How it is done.
    fn instruction(&self) -> Instruction;

    /// Whether it is done, and as configured.
    async fn state(&self, chain: &dyn Chain) -> Result<State, ChainError>;
}

/// Every step, in order.
pub(crate) fn all(config: &Config, roles: Roles) -> Result<Vec<Box<dyn Step>>, ConfigError> {
    config.check()?;
    let usd_mint = config.usd_mint()?;
    Ok(vec![
        Box::new(governance::Governance { config: config.clone(), usd_mint, roles }),
        Box::new(token::Token { roles }),
        Box::new(staking::Staking { usd_mint, roles }),
        Box::new(usd::Usd { config: config.auction.clone(), usd_mint, roles }),
        Box::new(slashing::Slashing { roles }),
        Box::new(proofs::Proofs { roles }),
        Box::new(fee_vault::FeeVault { index: config.market.index, roles }),
        Box::new(market::Market { config: config.market.clone(), rates: config.fees.clone(), roles }),
    ])
}

/// Seconds as the programs take them; the bounds that were checked lie far below.
fn seconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_secs()).unwrap_or(u32::MAX)
}
