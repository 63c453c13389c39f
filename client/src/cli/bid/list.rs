//! `furnace bid list`

use clap::Args;
use furnace_client::{
    accounts::{Bids, Found},
    chain::ChainError,
    furnace::{Furnace, Order},
};
use serde::Serialize;
use solana_address::Address;

use super::BidView;
use crate::cli::{
    context::Context,
    quote::Quote,
    report::{Report, listing, moment},
};

/// List auctions that take bids, or the bids of one, the best first.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace bid list\n  furnace bid list 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5\n  furnace bid list --mine --json"
)]
pub(in crate::cli) struct List {
    /// Only the bids for this job or lease.
    #[arg(conflicts_with = "mine")]
    order: Option<Address>,
    /// Only auctions of your own orders.
    #[arg(long)]
    mine: bool,
}

const JOB: &str = "job";
const LEASE: &str = "lease";

#[derive(Serialize)]
struct AuctionView {
    order: String,
    kind: &'static str,
    client: String,
    /// Highest price, in units of the quote; of a lease by the second.
    ceiling: u64,
    closes_at: i64,
    open: bool,
    bids: Vec<BidView>,
    #[serde(skip)]
    quote: Quote,
}

#[derive(Serialize)]
struct Auctions {
    auctions: Vec<AuctionView>,
    #[serde(skip)]
    one: bool,
}

pub(super) async fn run(command: List, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let found = match command.order {
        Some(order) => vec![super::Auction { order }.read(&furnace).await?],
        None => {
            let client = if command.mine { Some(context.address_or_own(None)?) } else { None };
            with_orders(&furnace, furnace.all_bids(client.as_ref()).await?).await?
        }
    };
    let now = furnace.chain().clock().await?.unix_timestamp;
    let price = Quote::now(&furnace, None).await?;
    let auctions = found.iter().map(|(order, bids)| AuctionView::new(order, &bids.data, price, now)).collect();
    context.output.result(&Auctions { auctions, one: command.order.is_some() })
}

async fn with_orders(furnace: &Furnace, all: Vec<Found<Bids>>) -> Result<Vec<(Order, Found<Bids>)>, ChainError> {
    let mut pairs = Vec::with_capacity(all.len());
    for bids in all {
        match furnace.order(&bids.data.order).await {
            Ok(order) => pairs.push((order, bids)),
            // Closed since the bids were read.
            Err(ChainError::Missing { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    pairs.sort_by_key(|(_, bids)| bids.data.closes_at);
    Ok(pairs)
}

impl AuctionView {
    fn new(order: &Order, bids: &Bids, price: Quote, now: i64) -> Self {
        Self {
            order: order.address().to_string(),
            kind: if matches!(order, Order::Job(_)) { JOB } else { LEASE },
            client: bids.client.to_string(),
            ceiling: bids.ceiling,
            closes_at: bids.closes_at,
            open: bids.is_open(now),
            bids: BidView::all(bids),
            quote: price.of(order.payment()),
        }
    }

    /// A price for people: a lease's by the hour.
    fn told(&self, price: u64) -> String {
        if self.kind == LEASE { self.quote.rate(price) } else { self.quote.price(price) }
    }
}

impl Report for Auctions {
    fn text(&self, colour: bool) -> String {
        if let ([auction], true) = (self.auctions.as_slice(), self.one) {
            return BidView::table(&auction.bids, |price| auction.told(price), colour);
        }
        let rows = self.auctions.iter().map(|auction| {
            vec![
                auction.order.clone(),
                auction.kind.to_owned(),
                auction.told(auction.ceiling),
                auction.bids.len().to_string(),
                auction.bids.first().map_or_else(|| "-".to_owned(), |best| auction.told(best.price)),
                moment(auction.closes_at),
            ]
        });
        listing(colour, &["ORDER", "KIND", "AT MOST", "BIDS", "BEST", "CLOSES"], rows)
    }
}
