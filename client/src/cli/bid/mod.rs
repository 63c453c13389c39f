//! `furnace bid`

pub(super) mod award;
mod bidder;
mod close;
mod drop;
mod list;
mod place;
mod view;
mod withdraw;

use clap::{Args, Subcommand};
use furnace_client::{
    accounts::{Bids, Found},
    furnace::{Furnace, Order},
};
use solana_address::Address;

use super::{context::Context, failure::refusal, quote::Quote};

pub(super) use view::BidView;

#[derive(Debug, Subcommand)]
pub(super) enum Bid {
    List(list::List),
    Place(place::Place),
    Withdraw(withdraw::Withdraw),
    Award(award::Award),
    Drop(drop::Drop),
    Close(close::Close),
}

pub(super) async fn run(command: Bid, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Bid::List(command) => list::run(command, context).await,
        Bid::Place(command) => place::run(command, context).await,
        Bid::Withdraw(command) => withdraw::run(command, context).await,
        Bid::Award(command) => award::run(command, context).await,
        Bid::Drop(command) => drop::run(command, context).await,
        Bid::Close(command) => close::run(command, context).await,
    }
}

/// The auction a command is about.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Auction {
    /// The job or the lease that is up for auction, as 'furnace bid list' names it.
    order: Address,
}

impl Auction {
    async fn read(self, furnace: &Furnace) -> anyhow::Result<(Order, Found<Bids>)> {
        let order = furnace.order(&self.order).await?;
        let bids = furnace.bids(&self.order).await?;
        let closed = refusal(format!("{} is not up for auction", self.order));
        Ok((order, bids.ok_or_else(|| closed.hint("'furnace bid list' lists the auctions"))?))
    }
}

/// A price as an order counts it, for people: a lease's is told by the hour.
pub(super) fn told(order: &Order, quote: Quote, price: u64) -> String {
    match order {
        Order::Job(_) => quote.price(price),
        Order::Lease(_) => quote.rate(price),
    }
}
