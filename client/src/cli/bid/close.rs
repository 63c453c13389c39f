//! `furnace bid close`

use clap::Args;

use super::Auction;
use crate::cli::{context::Context, report::Receipt};

/// Close the bids for an order that is no longer up for auction; anyone may. The rent goes back to who paid it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace bid close 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Close {
    #[command(flatten)]
    auction: Auction,
}

pub(super) async fn run(command: Close, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let (order, bids) = command.auction.read(&furnace).await?;
    let signature = furnace.bids_close(&wallet, &order).await?;
    let receipt = Receipt::new(signature, format!("closed the bids for {}", order.address()))
        .with("order", order.address().to_string())
        .with("rent_payer", bids.data.rent_payer.to_string());
    context.output.result(&receipt)
}
