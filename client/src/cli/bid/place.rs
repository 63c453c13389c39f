//! `furnace bid place`

use clap::Args;
use furnace_client::furnace::Order;

use super::{Auction, bidder::Bidder, told};
use crate::cli::{
    context::Context,
    failure::refusal,
    quote::{Amount, Quote},
    report::{Receipt, moment},
};

/// Bid for a job or a lease with a worker of yours, or change its bid.
///
/// The lowest bid wins, then the better record, then the earlier one. Nothing is locked before the award.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  furnace bid place 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 2.5 --key worker.json"
)]
pub(in crate::cli) struct Place {
    #[command(flatten)]
    auction: Auction,
    /// HEAT or dollars as the market quotes; for a lease by the hour, rounded up to the second.
    price: Amount,
    #[command(flatten)]
    bidder: Bidder,
}

pub(super) async fn run(command: Place, context: &Context<'_>) -> anyhow::Result<()> {
    let (key, operator) = command.bidder.read(context)?;
    let furnace = context.furnace()?;
    let (order, bids) = command.auction.read(&furnace).await?;
    let price = match order {
        Order::Job(_) => command.price.0,
        Order::Lease(_) => command.price.by_second_ceil(),
    };
    let quote = Quote::now(&furnace, order.payment()).await?;
    if price > bids.data.ceiling {
        let most = told(&order, quote, bids.data.ceiling);
        return Err(refusal(format!("{} is above the ceiling", told(&order, quote, price)))
            .hint(format!("bid at most {most}"))
            .into());
    }
    let signature = furnace.bid_place(&key, &operator, &order.address(), price).await?;
    context.output.note(format!("bids close at {}", moment(bids.data.closes_at)));
    let receipt = Receipt::new(signature, format!("bid {} for {}", told(&order, quote, price), order.address()))
        .with("order", order.address().to_string())
        .with("price", price)
        .with("closes_at", bids.data.closes_at);
    context.output.result(&receipt)
}
