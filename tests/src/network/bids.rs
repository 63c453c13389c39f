//! Auctions.

use furnace_client::accounts::Bids;
use furnace_client::instructions::jobs::{self, Bidder};
use furnace_client::pda;
use furnace_common::state::PriceMode;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{Network, WorkerActor, job_terms};
use crate::chain::Receipt;
use crate::errors::Failure;

impl Network {
    /// Posts a job whose price is up for auction under `ceiling`, and opens the bidding.
    pub fn auctioned(&mut self, client: &Keypair, ceiling: u64) -> Address {
        let terms =
            furnace_client::generated::jobs::types::JobTerms { mode: PriceMode::Auction.byte(), ..job_terms(ceiling) };
        let job = self.try_post(client, self.market, terms).expect("job is posted");
        let open = jobs::bids_open(client.pubkey(), self.payer(), job);
        self.send(&[open], &[client]).expect("bidding opens");
        job
    }

    pub fn try_bid(&mut self, worker: &WorkerActor, order: Address, price: u64) -> Result<Receipt, Failure> {
        self.send(&[jobs::bid_place(worker.wallet, worker.key.pubkey(), order, price)], &[&worker.key])
    }

    pub fn try_award(
        &mut self,
        client: &Keypair,
        job: Address,
        worker: &WorkerActor,
        max_price: u64,
    ) -> Result<Receipt, Failure> {
        let award = jobs::bid_award(job, &self.job(&job), &self.bids(&job), &worker.bidder(), max_price);
        self.send(&[award], &[client])
    }

    pub fn try_award_best(&mut self, job: Address, worker: &WorkerActor) -> Result<Receipt, Failure> {
        let award = jobs::bid_award_best(job, &self.job(&job), &self.bids(&job), &worker.bidder());
        self.send(&[award], &[])
    }

    /// The bids for a job or a lease.
    pub fn bids(&self, order: &Address) -> Bids {
        self.chain.read(&pda::bids(order).0)
    }
}

impl WorkerActor {
    pub fn bidder(&self) -> Bidder {
        Bidder::new(&self.wallet, &self.key.pubkey())
    }
}
