//! `furnace lease list`

use clap::Args;
use furnace_client::accounts::{LeaseFilter, LeaseState};
use serde::Serialize;
use solana_address::Address;

use super::view::{LeaseView, state_of};
use crate::cli::{
    context::Context,
    quote::Quote,
    report::{Report, listing, moment},
};

/// List leases, oldest first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace lease list --mine\n  furnace lease list --state open --json")]
pub(in crate::cli) struct List {
    /// Only leases in a state: open, assigned, running, suspended or closed.
    #[arg(long, value_parser = state_of)]
    state: Option<LeaseState>,
    /// Only leases that you opened.
    #[arg(long, conflicts_with = "client")]
    mine: bool,
    /// Only leases that a wallet opened.
    #[arg(long, value_name = "WALLET")]
    client: Option<Address>,
    /// Only leases of a market.
    #[arg(long)]
    market: Option<Address>,
    /// Only leases that a worker holds or held.
    #[arg(long)]
    worker: Option<Address>,
}

#[derive(Serialize)]
struct Leases {
    leases: Vec<LeaseView>,
}

pub(super) async fn run(command: List, context: &Context<'_>) -> anyhow::Result<()> {
    let client = if command.mine { Some(context.address_or_own(None)?) } else { command.client };
    let filter = LeaseFilter {
        state: command.state,
        client,
        market: command.market,
        worker: command.worker,
        ..LeaseFilter::default()
    };
    let furnace = context.furnace()?;
    let now = furnace.chain().clock().await?.unix_timestamp;
    let found = furnace.leases(&filter).await?;
    let view = |lease| LeaseView::new(lease, Quote::plain(None), now);
    context.output.result(&Leases { leases: found.iter().map(view).collect() })
}

impl Report for Leases {
    fn text(&self, colour: bool) -> String {
        let rows = self.leases.iter().map(|lease| {
            vec![
                lease.lease.clone(),
                lease.state.clone(),
                lease.quote.rate(lease.rate),
                lease.left(),
                moment(lease.posted_at),
                lease.worker.clone().unwrap_or_else(|| "-".to_owned()),
            ]
        });
        listing(colour, &["LEASE", "STATE", "RATE", "LASTS FOR", "OPENED", "WORKER"], rows)
    }
}
