//! Auctions of jobs and of leases.

use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::{Furnace, Order};
use crate::{
    accounts::{Bids, Found, Job, Lease, Operator, Worker},
    chain::ChainError,
    generated::jobs::types::Bid,
    instructions::jobs::{self, Bidder},
    pda,
};

impl Furnace {
    /// The bids for a job or a lease, while they are there.
    pub async fn bids(&self, order: &Address) -> Result<Option<Found<Bids>>, ChainError> {
        self.find(&pda::bids(order).0).await
    }

    /// All bids, or those for the orders of one client.
    pub async fn all_bids(&self, client: Option<&Address>) -> Result<Vec<Found<Bids>>, ChainError> {
        self.all(client.map(Bids::of_client).into_iter().collect()).await
    }

    /// Opens the auction of an order that was placed without it.
    pub async fn bids_open(&self, client: &Keypair, order: &Order) -> Result<Signature, ChainError> {
        let wallet = client.pubkey();
        let instruction = match order {
            Order::Job(job) => jobs::bids_open(wallet, wallet, job.address),
            Order::Lease(lease) => jobs::lease_bids_open(wallet, wallet, lease.address),
        };
        self.chain().send(&[instruction], &[client]).await
    }

    /// Bids for an order, in place of what the worker bid before; of a lease the rate by the second.
    pub async fn bid_place(
        &self,
        key: &Keypair,
        operator_wallet: &Address,
        order: &Address,
        price: u64,
    ) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::bid_place(*operator_wallet, key.pubkey(), *order, price)], &[key]).await
    }

    /// Takes a bid back.
    pub async fn bid_withdraw(
        &self,
        key: &Keypair,
        operator_wallet: &Address,
        order: &Address,
    ) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::bid_withdraw(*operator_wallet, key.pubkey(), *order)], &[key]).await
    }

    /// Takes out a bid whose worker cannot be engaged, once the bidding is over; anyone may pay for it.
    pub async fn bid_drop(&self, payer: &Keypair, order: &Address, bid: &Bid) -> Result<Signature, ChainError> {
        let retired = self.get::<Worker>(&bid.worker).await?.data.retired != 0;
        let instruction = match retired {
            // Its operator's book may be closed.
            true => jobs::bid_drop_alone(*order, bid.worker),
            false => jobs::bid_drop(*order, &self.bidder(bid).await?),
        };
        self.chain().send(&[instruction], &[payer]).await
    }

    /// Gives an order to a bidder of the client's choice, at no more than `max_price`.
    pub async fn bid_award(
        &self,
        client: &Keypair,
        order: &Order,
        bid: &Bid,
        max_price: u64,
    ) -> Result<Signature, ChainError> {
        let bids = self.bids_of(order).await?.data;
        let bidder = self.bidder(bid).await?;
        // Whether the caller is the client, the program decides, in its own words.
        let caller = client.pubkey();
        let instruction = match order {
            Order::Job(job) => {
                let asked = Job { client: caller, ..job.data.clone() };
                jobs::bid_award(job.address, &asked, &bids, &bidder, max_price)
            }
            Order::Lease(lease) => {
                let asked = Lease { client: caller, ..lease.data.clone() };
                jobs::lease_award(lease.address, &asked, &bids, &bidder, max_price)
            }
        };
        self.chain().send(&[instruction], &[client]).await
    }

    /// Gives an order to the best bidder once the bidding is over; anyone may pay for it.
    pub async fn bid_award_best(&self, payer: &Keypair, order: &Order, best: &Bid) -> Result<Signature, ChainError> {
        let bids = self.bids_of(order).await?.data;
        let bidder = self.bidder(best).await?;
        let instruction = match order {
            Order::Job(job) => jobs::bid_award_best(job.address, &job.data, &bids, &bidder),
            Order::Lease(lease) => jobs::lease_award_best(lease.address, &lease.data, &bids, &bidder),
        };
        self.chain().send(&[instruction], &[payer]).await
    }

    /// Gives an order to the best bidder that can be engaged, once the bidding is over, and takes out better bids that
    /// cannot be honoured; anyone may pay for it. `None` where no bid is left, or somebody else awarded it.
    pub async fn award(&self, payer: &Keypair, order: &Order) -> Result<Option<(Bid, Signature)>, ChainError> {
        let address = order.address();
        while let Some(bids) = self.bids(&address).await? {
            let Some(best) = bids.data.ranked().into_iter().next() else { return Ok(None) };
            let error = match self.bid_award_best(payer, order, &best).await {
                Ok(signature) => return Ok(Some((best, signature))),
                Err(error) => error,
            };
            // Whether it is the bidder that cannot, the program says.
            let refused = matches!(error, ChainError::Program { .. } | ChainError::Instruction { .. });
            if !refused || self.bid_drop(payer, &address, &best).await.is_err() {
                return Err(error);
            }
        }
        Ok(None)
    }

    /// Closes the bids for an order that is no longer up for auction; anyone may pay for it.
    pub async fn bids_close(&self, payer: &Keypair, order: &Order) -> Result<Signature, ChainError> {
        let bids = self.bids_of(order).await?.data;
        let instruction = match order {
            Order::Job(job) => jobs::bids_close(job.address, &bids),
            Order::Lease(lease) => jobs::lease_bids_close(lease.address, &bids),
        };
        self.chain().send(&[instruction], &[payer]).await
    }

    async fn bids_of(&self, order: &Order) -> Result<Found<Bids>, ChainError> {
        self.get(&pda::bids(&order.address()).0).await
    }

    async fn bidder(&self, bid: &Bid) -> Result<Bidder, ChainError> {
        let pool = self.get::<Operator>(&bid.operator).await?.data.pool;
        Ok(Bidder { worker: bid.worker, operator: bid.operator, pool })
    }
}
