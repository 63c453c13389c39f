//! The life of a lease.

use furnace_common::{limits::STORE_URI_BYTES, state::CloseReason};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::{Found, Lease, LeaseFilter, field_of},
    artifacts::{Digest, Location},
    chain::ChainError,
    generated::jobs::types::LeaseTerms,
    instructions::jobs,
};

/// Compute that a client orders by the second.
#[derive(Clone, Debug)]
pub struct LeaseOrder {
    /// Where.
    pub market: Address,
    /// By the second: HEAT base units, or micro-dollars where the market quotes in dollars. In an auction the
    /// ceiling.
    pub rate: u64,
    /// Paid ahead, in seconds.
    pub funded_seconds: u32,
    /// Longest that it may last, in seconds.
    pub max_seconds: u32,
    /// How long to wait for a claim, or for bids, in seconds.
    pub claim_seconds: u32,
    /// Warns where the funds last for less than that, in seconds; zero for never.
    pub low_seconds: u32,
    /// Whether workers bid for it, under the rate as a ceiling.
    pub auction: bool,
    /// The only worker that may claim it at first.
    pub designated: Option<Address>,
    /// The worker for which it is kept a while when another lost or left it.
    pub backup: Option<Address>,
    /// Name of the spec in the store.
    pub spec: Digest,
    /// The store that holds the spec.
    pub store: Location,
}

impl LeaseOrder {
    /// The terms as the program takes them.
    pub fn terms(&self) -> Result<LeaseTerms, ChainError> {
        let store_uri = field_of::<STORE_URI_BYTES>(self.store.uri()).ok_or_else(|| {
            ChainError::Build(format!("the store's URI is longer than {STORE_URI_BYTES} bytes: {}", self.store))
        })?;
        Ok(LeaseTerms {
            rate: self.rate,
            funded_seconds: self.funded_seconds,
            max_seconds: self.max_seconds,
            claim_seconds: self.claim_seconds,
            low_seconds: self.low_seconds,
            auction: self.auction,
            designated: self.designated.unwrap_or_default(),
            backup: self.backup.unwrap_or_default(),
            spec_hash: self.spec.0,
            store_uri,
        })
    }
}

impl Furnace {
    /// A lease that has to exist.
    pub async fn lease(&self, address: &Address) -> Result<Found<Lease>, ChainError> {
        self.get(address).await
    }

    /// The leases that pass a filter, oldest first.
    pub async fn leases(&self, filter: &LeaseFilter) -> Result<Vec<Found<Lease>>, ChainError> {
        let mut leases: Vec<Found<Lease>> = self.all(filter.filters()).await?;
        leases.sort_by_key(|lease| (lease.data.posted_at, lease.data.number, lease.address));
        Ok(leases)
    }

    /// Opens a lease, paid from the client's balance, and its auction if it has one. Returns its address.
    pub async fn lease_open(&self, client: &Keypair, order: &LeaseOrder) -> Result<(Address, Signature), ChainError> {
        let (wallet, terms) = (client.pubkey(), order.terms()?);
        let venue = self.venue(&order.market).await?;
        self.place(client, &venue.mint, |number| {
            let (lease, open) = jobs::lease_open(wallet, wallet, &venue, number, terms.clone());
            let auction = order.auction.then(|| jobs::lease_bids_open(wallet, wallet, lease));
            (lease, [open].into_iter().chain(auction).collect())
        })
        .await
    }

    /// Takes an open lease for the worker with a hot key; the operator is named by its wallet.
    pub async fn lease_claim(
        &self,
        key: &Keypair,
        operator_wallet: &Address,
        lease: &Address,
    ) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::lease_claim(*operator_wallet, key.pubkey(), *lease)], &[key]).await
    }

    /// Says that the workload answers; from now on it is billed.
    pub async fn lease_start(&self, key: &Keypair, lease: &Address) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::lease_start(key.pubkey(), *lease)], &[key]).await
    }

    /// Pays what is earned so far; anyone may pay for it, once a minute.
    pub async fn lease_settle(&self, payer: &Keypair, lease: &Found<Lease>) -> Result<Signature, ChainError> {
        let payee = self.payee(&lease.data.operator, &lease.data.escrow).await?;
        self.chain().send(&[jobs::lease_settle(lease.address, &lease.data, &payee)], &[payer]).await
    }

    /// Holds more base units of the client's balance for a lease.
    pub async fn lease_top_up(
        &self,
        client: &Keypair,
        lease: &Found<Lease>,
        amount: u64,
    ) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::lease_top_up(lease.address, &asked_by(client, lease), amount)], &[client]).await
    }

    /// Asks whether the worker is there, for the price of a minute.
    pub async fn lease_ping(&self, client: &Keypair, lease: &Found<Lease>) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::lease_ping(lease.address, &asked_by(client, lease))], &[client]).await
    }

    /// Answers a ping.
    pub async fn lease_answer(&self, key: &Keypair, lease: &Address) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::lease_answer(key.pubkey(), *lease)], &[key]).await
    }

    /// Says that the worker leaves when its notice is over.
    pub async fn lease_notice(&self, key: &Keypair, lease: &Address) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::lease_notice(key.pubkey(), *lease)], &[key]).await
    }

    /// Pays the worker whose notice is over and lets it go; anyone may pay for it.
    pub async fn lease_leave(&self, payer: &Keypair, lease: &Found<Lease>) -> Result<Signature, ChainError> {
        let payee = self.payee(&lease.data.operator, &lease.data.escrow).await?;
        self.chain().send(&[jobs::lease_leave(lease.address, &lease.data, &payee)], &[payer]).await
    }

    /// Ends a lease that a worker holds, and settles it.
    pub async fn lease_close(
        &self,
        client: &Keypair,
        lease: &Found<Lease>,
        reason: CloseReason,
    ) -> Result<Signature, ChainError> {
        let payee = self.payee(&lease.data.operator, &lease.data.escrow).await?;
        let close = jobs::lease_close(lease.address, &asked_by(client, lease), &payee, reason);
        self.chain().send(&[close], &[client]).await
    }

    /// Ends a lease whose time or whose grace without funds is over; anyone may pay for it.
    pub async fn lease_end(&self, payer: &Keypair, lease: &Found<Lease>) -> Result<Signature, ChainError> {
        let payee = self.payee(&lease.data.operator, &lease.data.escrow).await?;
        self.chain().send(&[jobs::lease_end(lease.address, &lease.data, &payee)], &[payer]).await
    }

    /// Withdraws a lease that nobody holds.
    pub async fn lease_cancel(&self, client: &Keypair, lease: &Found<Lease>) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::lease_cancel(lease.address, &asked_by(client, lease))], &[client]).await
    }

    /// Ends a lease that nobody claimed in time; anyone may pay for it.
    pub async fn lease_expire(&self, payer: &Keypair, lease: &Found<Lease>) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::lease_expire(lease.address, &lease.data)], &[payer]).await
    }

    /// Closes the account of an ended lease, returning its rent to whoever paid it.
    pub async fn lease_sweep(&self, closer: &Keypair, lease: &Found<Lease>) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::lease_sweep(closer.pubkey(), lease.address, &lease.data)], &[closer]).await
    }
}

/// The lease as if the caller were its client: whether it is, the program decides, in its own words.
fn asked_by(caller: &Keypair, lease: &Found<Lease>) -> Lease {
    Lease { client: caller.pubkey(), ..lease.data.clone() }
}
