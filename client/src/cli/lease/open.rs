//! `furnace lease open`

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use furnace_client::{
    artifacts::{Location, Store},
    furnace::LeaseOrder,
    spec::{LeaseSpec, Service},
};
use furnace_common::state::{Payment, PriceMode};
use humantime::Duration;
use serde::Serialize;
use solana_address::Address;
use solana_signer::Signer;

use super::{view::LeaseView, watch};
use crate::cli::{
    arguments::seconds,
    context::Context,
    failure::refusal,
    order,
    quote::{Amount, Quote},
    report::{Report, span},
};

/// Rent compute by the second, for as long as you like.
///
/// What is paid ahead is held of your balance. It is settled as it is used, by the second; what is left comes back when
/// you close the lease. Without funds it is suspended, and ends when the market's grace is over.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace lease open --hourly 2.5 --ahead 4h --wait\n  furnace lease open --spec serve.json --hourly 4 --auction --claim-within 5m --wait"
)]
pub(in crate::cli) struct Open {
    /// File with the lease spec, which says what is rented [default: the worker's kernels].
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
    /// HEAT or dollars an hour, as the market quotes, rounded down to a rate by the second; in an auction at most.
    #[arg(long, value_name = "PRICE")]
    hourly: Amount,
    /// How long to pay ahead.
    #[arg(long, default_value = "1h", value_name = "TIME")]
    ahead: Duration,
    /// Longest that it may last from its first start.
    #[arg(long, default_value = "7d", value_name = "TIME")]
    max_time: Duration,
    /// How long to wait for a claim, or for bids.
    #[arg(long, default_value = "10m", value_name = "TIME")]
    claim_within: Duration,
    /// Warn on the chain when the funds last for less than that.
    #[arg(long, default_value = "10m", value_name = "TIME")]
    low: Duration,
    /// Ask for bids: the lowest one gets the lease when the time to bid is over.
    #[arg(long, conflicts_with = "worker")]
    auction: bool,
    /// The only worker that may take it at first, as 'furnace worker list' names it.
    #[arg(long)]
    worker: Option<Address>,
    /// The worker for which it is kept ten minutes when another lost or left it.
    #[arg(long, value_name = "WORKER")]
    backup: Option<Address>,
    /// Market to open it in [default: the only one that takes leases, or the only official one].
    #[arg(long)]
    market: Option<Address>,
    /// Artifact store for the spec, and for all that is sent and computed [default: $FURNACE_STORE, else .furnace/store].
    #[arg(long)]
    store: Option<Location>,
    /// Wait until it runs. An auction is awarded when the time to bid is over.
    #[arg(long)]
    wait: bool,
}

#[derive(Serialize)]
struct Opened {
    signature: String,
    #[serde(flatten)]
    lease: LeaseView,
}

pub(super) async fn run(command: Open, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let location = order::store(command.store.as_ref())?;
    let store = Store::at(location.clone()).context("opening the artifact store")?;
    let market = order::market_or_only(&furnace, command.market, PriceMode::Lease).await?;
    let mut order = command.order(market.address, location)?;
    order.terms()?;
    let quote = Quote::now(&furnace, Payment::from_byte(market.data.payment)).await?;
    let ahead = order.rate.saturating_mul(u64::from(order.funded_seconds));
    order::require_funds(&furnace, &wallet.pubkey(), &market.data, quote, ahead).await?;

    let progress = context.output.progress("storing the spec");
    let spec = command.service().await?;
    order.spec = store.put(spec.to_bytes()).await.context("storing the spec")?;
    drop(progress);

    let (address, signature) = furnace.lease_open(&wallet, &order).await?;
    let (rate, ahead) = (quote.rate(order.rate), span(order.funded_seconds));
    context.output.note(format!("opened lease {address} at {rate}, paid {ahead} ahead"));
    let lease = match command.wait {
        true => watch::until_running(&furnace, &wallet, &address, context).await?,
        false => furnace.lease(&address).await?,
    };
    let now = furnace.chain().clock().await?.unix_timestamp;
    let lease = LeaseView::new(&lease, quote, now);
    context.output.result(&Opened { signature: signature.to_string(), lease })
}

impl Open {
    /// What is rented.
    async fn service(&self) -> anyhow::Result<LeaseSpec> {
        let Some(file) = &self.spec else {
            return Ok(LeaseSpec::new(Service::Kernels));
        };
        let bytes = tokio::fs::read(file).await.map_err(|error| refusal(format!("{}: {error}", file.display())))?;
        LeaseSpec::from_json(&bytes).with_context(|| file.display().to_string())
    }

    fn order(&self, market: Address, store: Location) -> anyhow::Result<LeaseOrder> {
        let rate = self.hourly.by_second_floor();
        if rate == 0 {
            let low = refusal("that is less than a millionth by the second, which is the least there is");
            return Err(low.hint("offer at least 0.0036 an hour").into());
        }
        Ok(LeaseOrder {
            market,
            rate,
            funded_seconds: seconds(self.ahead)?,
            max_seconds: seconds(self.max_time)?,
            claim_seconds: seconds(self.claim_within)?,
            low_seconds: seconds(self.low)?.min(seconds(self.max_time)?),
            auction: self.auction,
            designated: self.worker,
            backup: self.backup,
            spec: Default::default(),
            store,
        })
    }
}

impl Report for Opened {
    fn text(&self, colour: bool) -> String {
        self.lease.text(colour)
    }
}
