//! Where and for how much.

use clap::Args;
use furnace_client::{
    artifacts::{Digest, Location},
    furnace::{Furnace, JobOrder},
    heat::Heat,
};
use humantime::Duration;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::cli::{
    arguments::seconds,
    failure::{Misuse, refusal},
    report::heat,
};

#[derive(Clone, Debug, Args)]
pub(super) struct Order {
    /// HEAT to pay, for example 5 or 0.25.
    #[arg(long)]
    pub(super) price: Heat,
    /// Market to post in [default: the only one there is].
    #[arg(long)]
    market: Option<Address>,
    /// Artifact store for the spec, its inputs and the result: a folder, or a file, http or https URI
    /// [default: $FURNACE_STORE, else .furnace/store].
    // Read by hand: an environment variable would make an order of its own beside the kernel's.
    #[arg(long)]
    store: Option<Location>,
    /// How long to wait for a claim.
    #[arg(long, default_value = "10m", value_name = "TIME")]
    claim_within: Duration,
    /// Time from claim to deadline.
    #[arg(long, default_value = "10m", value_name = "TIME")]
    time_limit: Duration,
    /// Wait for the result, showing what happens.
    #[arg(long)]
    pub(super) wait: bool,
}

/// An order that can be afforded, short of its spec.
pub(super) struct Prepared(JobOrder);

impl Prepared {
    pub(super) fn with_spec(self, spec: Digest) -> JobOrder {
        JobOrder { spec, ..self.0 }
    }
}

impl Order {
    /// Finds the market and looks at the balance, before anything is stored or posted.
    pub(super) async fn prepare(&self, furnace: &Furnace, wallet: &Keypair) -> anyhow::Result<Prepared> {
        let client = wallet.pubkey();
        let order = JobOrder {
            market: self.market_or_only(furnace).await?,
            price: self.price.0,
            claim_seconds: seconds(self.claim_within)?,
            max_seconds: seconds(self.time_limit)?,
            spec: Digest::default(),
            store: self.store()?,
        };
        order.terms()?;
        let free = furnace.balance(&client).await?.map_or(0, |balance| balance.data.free);
        if free < self.price.0 {
            let missing = Heat(self.price.0 - free);
            let short = refusal(format!("{client} has {} of free balance, less than {} HEAT", heat(free), self.price));
            return Err(short.hint(format!("run 'furnace balance deposit {missing}' first")).into());
        }
        Ok(Prepared(order))
    }

    /// The artifact store, as chosen by argument, environment or default.
    pub(super) fn store(&self) -> anyhow::Result<Location> {
        if let Some(store) = &self.store {
            return Ok(store.clone());
        }
        let named = std::env::var("FURNACE_STORE").unwrap_or_else(|_| ".furnace/store".to_owned());
        named.parse().map_err(|error| Misuse(format!("FURNACE_STORE: {error}")).into())
    }

    async fn market_or_only(&self, furnace: &Furnace) -> anyhow::Result<Address> {
        if let Some(market) = self.market {
            return Ok(furnace.get::<furnace_client::accounts::Market>(&market).await?.address);
        }
        match furnace.markets().await?.as_slice() {
            [only] => Ok(only.address),
            [] => Err(refusal("there is no market").hint("open one with 'furnace market open'").into()),
            several => {
                let many = refusal(format!("there are {} markets", several.len()));
                Err(many.hint("choose one of 'furnace market list' with --market").into())
            }
        }
    }
}
