//! Where, for how much, and who may do it.

use clap::Args;
use furnace_client::{
    artifacts::{Digest, Location},
    furnace::{Furnace, JobOrder},
};
use furnace_common::state::{Payment, PriceMode};
use humantime::Duration;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::admission::Who;
use crate::cli::{
    arguments::seconds,
    order,
    quote::{Amount, Quote},
};

#[derive(Clone, Debug, Args)]
pub(super) struct Order {
    /// What each worker is paid, in HEAT or dollars as the market quotes, for example 5 or 0.25; in an auction at most.
    #[arg(long)]
    price: Amount,
    /// Market to post in [default: the only one that takes such jobs, or the only official one].
    #[arg(long)]
    market: Option<Address>,
    /// Artifact store for the spec, its inputs and the result: a folder, or a file, http or https URI
    /// [default: $FURNACE_STORE, else .furnace/store].
    // Read by hand: an environment variable would make an order of its own beside the kernel's.
    #[arg(long)]
    store: Option<Location>,
    /// How long to wait for a claim, for a whole crew, or for bids.
    #[arg(long, default_value = "10m", value_name = "TIME")]
    claim_within: Duration,
    /// Time from claim to deadline.
    #[arg(long, default_value = "10m", value_name = "TIME")]
    time_limit: Duration,
    /// Ask for bids: the lowest one gets the job when the time to bid is over.
    #[arg(long, conflicts_with_all = ["worker", "draw_for", "replicas", "gang"])]
    auction: bool,
    /// Let so many workers of different operators do the same; equal results settle the job.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(2..=8), conflicts_with_all = ["gang", "worker"])]
    replicas: Option<u8>,
    /// Equal results that settle a job of replicas [default: more than half].
    #[arg(long, value_name = "NUMBER", requires = "replicas")]
    quorum: Option<u8>,
    /// Let so many workers do it together, each its part.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(2..=8), conflicts_with = "worker")]
    gang: Option<u8>,
    /// The only worker that may do it, as 'furnace worker list' names it.
    #[arg(long)]
    worker: Option<Address>,
    /// For how long only drawn workers may claim, at most 1h.
    #[arg(long, value_name = "TIME", requires = "draw")]
    draw_for: Option<Duration>,
    /// The part of all workers that is drawn, for example 25%.
    #[arg(long, value_name = "PERCENT", requires = "draw_for", value_parser = super::admission::percentage)]
    draw: Option<u16>,
    /// Wait for the result, showing what happens. The auction is awarded when the time to bid is over.
    #[arg(long)]
    pub(super) wait: bool,
}

/// An order that can be afforded, short of its spec.
pub(super) struct Prepared {
    order: JobOrder,
    pub(super) quote: Quote,
}

impl Prepared {
    pub(super) fn with_spec(self, spec: Digest) -> JobOrder {
        JobOrder { spec, ..self.order }
    }

    /// What is paid at most, for people.
    pub(super) fn price(&self) -> String {
        let each = self.quote.price(self.order.price);
        match (self.order.admission.seats, self.order.admission.auction) {
            (_, true) => format!("at most {each}"),
            (1, false) => each,
            (seats, false) => format!("{each} for each of {seats} workers"),
        }
    }
}

impl Order {
    /// Finds the market and looks at the balance, before anything is stored or posted.
    pub(super) async fn prepare(&self, furnace: &Furnace, wallet: &Keypair) -> anyhow::Result<Prepared> {
        let mode = if self.auction { PriceMode::Auction } else { PriceMode::Fixed };
        let market = order::market_or_only(furnace, self.market, mode).await?;
        let order = JobOrder {
            market: market.address,
            price: self.price.0,
            claim_seconds: seconds(self.claim_within)?,
            max_seconds: seconds(self.time_limit)?,
            spec: Digest::default(),
            store: self.store()?,
            admission: self.who()?.admission()?,
        };
        order.terms()?;
        let quote = Quote::now(furnace, Payment::from_byte(market.data.payment)).await?;
        let amount = self.price.0.saturating_mul(u64::from(order.admission.seats));
        order::require_funds(furnace, &wallet.pubkey(), &market.data, quote, amount).await?;
        Ok(Prepared { order, quote })
    }

    /// The artifact store, as chosen by argument, environment or default.
    pub(super) fn store(&self) -> anyhow::Result<Location> {
        order::store(self.store.as_ref())
    }

    fn who(&self) -> anyhow::Result<Who> {
        let draw_for = self.draw_for.map(seconds).transpose()?;
        Ok(Who {
            auction: self.auction,
            replicas: self.replicas,
            quorum: self.quorum,
            gang: self.gang,
            worker: self.worker,
            draw: draw_for.zip(self.draw),
        })
    }
}
