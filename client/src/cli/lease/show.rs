//! `furnace lease show`

use std::time::Duration;

use clap::Args;
use furnace_client::{
    accounts::{Found, Lease, LeaseState},
    artifacts::Store,
    service::Endpoint,
};
use serde::Serialize;
use solana_signer::Signer;

use super::{Target, view::LeaseView};
use crate::cli::{bid::BidView, context::Context, quote::Quote, report::Report};

/// Longest wait for the lease's store.
const STORE: Duration = Duration::from_secs(3);

/// Show a lease, with its bids.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace lease show 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Show {
    #[command(flatten)]
    target: Target,
}

#[derive(Serialize)]
struct Details {
    #[serde(flatten)]
    lease: LeaseView,
    /// The best one first; none once they are closed.
    bids: Vec<BidView>,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let lease = command.target.read(&furnace).await?;
    let quote = Quote::now(&furnace, lease.data.payment()).await?;
    let now = furnace.chain().clock().await?.unix_timestamp;
    let bids = if lease.data.attached > 0 { furnace.bids(&lease.address).await? } else { None };
    let own = context.wallet().is_ok_and(|wallet| wallet.pubkey() == lease.data.client);
    let endpoint = if own { endpoint(&lease).await } else { None };
    context.output.result(&Details {
        lease: LeaseView { endpoint, ..LeaseView::new(&lease, quote, now) },
        bids: bids.map(|bids| BidView::all(&bids.data)).unwrap_or_default(),
    })
}

/// What the store of one's own lease says, where it answers at once: the rest is on the chain.
async fn endpoint(lease: &Found<Lease>) -> Option<String> {
    if !lease.data.state().is_some_and(LeaseState::is_held) {
        return None;
    }
    let store = lease.data.location().and_then(Store::at).ok()?;
    let found = tokio::time::timeout(STORE, Endpoint::find(&store, lease)).await.ok()?;
    Some(found.ok()??.url)
}

impl Report for Details {
    fn text(&self, colour: bool) -> String {
        let mut text = self.lease.text(colour);
        if !self.bids.is_empty() {
            text += &format!("\n\n{}", BidView::table(&self.bids, |rate| self.lease.quote.rate(rate), colour));
        }
        text
    }
}
