//! `furnace bid drop`

use clap::Args;
use solana_address::Address;

use super::Auction;
use crate::cli::{context::Context, failure::refusal, report::Receipt};

/// Take out a bid whose worker cannot be engaged, once the time to bid is over; anyone may.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  furnace bid drop 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 4Nd1mYvFkXcQ8e8xUq9BXMEKjYg3CjmXJpNQxvz4nVbM"
)]
pub(in crate::cli) struct Drop {
    #[command(flatten)]
    auction: Auction,
    /// The worker that bids.
    worker: Address,
}

pub(super) async fn run(command: Drop, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let (order, bids) = command.auction.read(&furnace).await?;
    let bid = bids.data.ranked().into_iter().find(|bid| bid.worker == command.worker);
    let bid = bid.ok_or_else(|| refusal(format!("worker {} has no bid for {}", command.worker, order.address())))?;
    let signature = furnace.bid_drop(&wallet, &order.address(), &bid).await?;
    let receipt = Receipt::new(signature, format!("took out the bid of worker {}", command.worker))
        .with("order", order.address().to_string())
        .with("worker", command.worker.to_string());
    context.output.result(&receipt)
}
