//! `furnace lease show`

use clap::Args;
use serde::Serialize;

use super::{Target, view::LeaseView};
use crate::cli::{bid::BidView, context::Context, quote::Quote, report::Report};

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
    context.output.result(&Details {
        lease: LeaseView::new(&lease, quote, now),
        bids: bids.map(|bids| BidView::all(&bids.data)).unwrap_or_default(),
    })
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
