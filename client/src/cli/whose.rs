//! Which orders to list.

use clap::Args;
use furnace_client::accounts::OrderFilter;
use solana_address::Address;

use super::context::Context;

/// Whose orders, and where.
#[derive(Debug, Args)]
pub(super) struct Whose {
    /// Only those that you placed.
    #[arg(long, conflicts_with = "client")]
    mine: bool,
    /// Only those that a wallet placed.
    #[arg(long, value_name = "WALLET")]
    client: Option<Address>,
    /// Only those of a market.
    #[arg(long)]
    market: Option<Address>,
    /// Only those that a worker holds or held.
    #[arg(long)]
    worker: Option<Address>,
}

impl Whose {
    /// The filter for those in a state, or in any.
    pub(super) fn in_state<S>(self, state: Option<S>, context: &Context<'_>) -> anyhow::Result<OrderFilter<S>> {
        let Self { mine, client, market, worker } = self;
        let client = if mine { Some(context.address_or_own(None)?) } else { client };
        Ok(OrderFilter { state, client, market, worker, ..OrderFilter::default() })
    }
}
