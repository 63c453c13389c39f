//! `furnace bid award`

use clap::Args;
use furnace_client::{
    accounts::Bids,
    furnace::{Furnace, Order},
    generated::jobs::types::Bid,
};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::{Auction, told};
use crate::cli::{
    context::Context,
    failure::{Refusal, refusal},
    quote::{Amount, Quote},
    report::Receipt,
};

/// Give a job or a lease to a bidder: to the best one, or as its client to one of your choice.
///
/// The best bid can be awarded by anyone once the time to bid is over; bids that cannot be honoured are taken out on the
/// way. As the client you need not wait.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace bid award 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5\n  furnace bid award 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --worker 4Nd1mYvFkXcQ8e8xUq9BXMEKjYg3CjmXJpNQxvz4nVbM"
)]
pub(in crate::cli) struct Award {
    #[command(flatten)]
    auction: Auction,
    /// The worker to choose [default: the one with the best bid].
    #[arg(long)]
    worker: Option<Address>,
    /// Most that the bid may have risen to meanwhile, in HEAT or dollars; for a lease by the hour [default: what it is].
    #[arg(long, value_name = "PRICE")]
    max_price: Option<Amount>,
}

pub(in crate::cli) async fn run(command: Award, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let (order, bids) = command.auction.read(&furnace).await?;
    let quote = Quote::now(&furnace, order.payment()).await?;
    let (bid, signature) = award(&furnace, &wallet, &order, &bids.data, &command).await?;
    let price = told(&order, quote, bid.price);
    let receipt = Receipt::new(signature, format!("awarded {} to worker {} for {price}", order.address(), bid.worker))
        .with("order", order.address().to_string())
        .with("worker", bid.worker.to_string())
        .with("price", bid.price);
    context.output.result(&receipt)
}

async fn award(
    furnace: &Furnace,
    wallet: &Keypair,
    order: &Order,
    bids: &Bids,
    command: &Award,
) -> anyhow::Result<(Bid, Signature)> {
    let now = furnace.chain().clock().await?.unix_timestamp;
    let chosen = command.worker.is_some() || command.max_price.is_some() || bids.is_open(now);
    if !chosen {
        let awarded = furnace.award(wallet, order).await?;
        return Ok(awarded.ok_or_else(|| none_left(order))?);
    }
    if wallet.pubkey() != order.client() {
        let stranger = refusal("only the client may choose a bid, or award one while bids can be placed");
        return Err(stranger.hint("sign as the client with --keypair, or wait for the end of the bidding").into());
    }
    let wanted = |bid: &Bid| command.worker.is_none_or(|worker| worker == bid.worker);
    let bid = bids.ranked().into_iter().find(wanted).ok_or_else(|| none_left(order))?;
    let max_price = match (command.max_price, order) {
        (None, _) => bid.price,
        (Some(most), Order::Job(_)) => most.0,
        (Some(most), Order::Lease(_)) => most.by_second_floor(),
    };
    let signature = furnace.bid_award(wallet, order, &bid, max_price).await?;
    Ok((bid, signature))
}

fn none_left(order: &Order) -> Refusal {
    refusal(format!("there is no such bid for {}", order.address())).hint("'furnace bid list' tells who bids")
}
