//! `furnace bid withdraw`

use clap::Args;

use super::{Auction, bidder::Bidder};
use crate::cli::{context::Context, report::Receipt};

/// Take a worker's bid back while bids can be placed.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  furnace bid withdraw 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --key worker.json"
)]
pub(in crate::cli) struct Withdraw {
    #[command(flatten)]
    auction: Auction,
    #[command(flatten)]
    bidder: Bidder,
}

pub(super) async fn run(command: Withdraw, context: &Context<'_>) -> anyhow::Result<()> {
    let (key, operator) = command.bidder.read(context)?;
    let furnace = context.furnace()?;
    let order = command.auction.order;
    let signature = furnace.bid_withdraw(&key, &operator, &order).await?;
    let receipt = Receipt::new(signature, format!("withdrew the bid for {order}"));
    context.output.result(&receipt.with("order", order.to_string()))
}
