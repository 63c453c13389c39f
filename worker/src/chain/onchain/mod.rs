//! The worker's dealings over the network handle.

mod steps;
mod survey;

use async_trait::async_trait;
use furnace_client::{
    accounts::{Bids, Crew, Found, Job, Lease, ProgramAccount, Worker},
    chain::ChainError,
    furnace::{Furnace, Order},
    pda, program,
};
use futures::stream::BoxStream;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::{Action, Auction, Conviction, CrewAccount, JobAccount, LeaseAccount, Lot, Protocol, Survey};

/// One worker on a cluster.
pub struct OnChain {
    furnace: Furnace,
    key: Keypair,
    operator_wallet: Address,
    worker: Address,
    markets: Vec<Address>,
}

impl OnChain {
    /// The worker with a hot key under an operator's wallet. With `markets`, only their orders are seen.
    pub fn new(furnace: Furnace, key: Keypair, operator_wallet: Address, markets: Vec<Address>) -> Self {
        let worker = pda::worker(&pda::operator(&operator_wallet), &key.pubkey());
        Self { furnace, key, operator_wallet, worker, markets }
    }
}

#[async_trait]
impl Protocol for OnChain {
    fn worker(&self) -> Address {
        self.worker
    }

    fn operator(&self) -> Address {
        pda::operator(&self.operator_wallet)
    }

    async fn survey(&self) -> Result<Survey, ChainError> {
        self.look_around().await
    }

    async fn job(&self, job: &Address) -> Result<Option<JobAccount>, ChainError> {
        self.furnace.find::<Job>(job).await?.map(JobAccount::try_from).transpose()
    }

    async fn crew(&self, job: &Address) -> Result<Option<CrewAccount>, ChainError> {
        let address = pda::crew(job).0;
        let found = self.furnace.chain().accounts(&[*job, address]).await?;
        let [Some(job_account), Some(crew)] = found.as_slice() else {
            return Ok(None);
        };
        let (found, crew) = (Job::read(job, job_account)?, Crew::read(&address, crew)?.data);
        crew_of(found, &crew).map(Some)
    }

    async fn lease(&self, lease: &Address) -> Result<Option<LeaseAccount>, ChainError> {
        self.furnace.find::<Lease>(lease).await?.map(LeaseAccount::try_from).transpose()
    }

    async fn auction(&self, order: &Address) -> Result<Option<Auction>, ChainError> {
        let Some(bids) = self.furnace.find::<Bids>(&pda::bids(order).0).await? else {
            return Ok(None);
        };
        let lot = match self.furnace.order(order).await? {
            Order::Job(job) => Lot::Job(JobAccount::try_from(*job)?),
            Order::Lease(lease) => Lot::Lease(LeaseAccount::try_from(*lease)?),
        };
        Ok(Some(Auction::new(lot, &bids.data, &self.worker)).filter(Auction::is_on))
    }

    async fn convictions(&self) -> Result<Vec<Conviction>, ChainError> {
        let disputes = self.furnace.disputes_about(&self.worker).await?;
        Ok(disputes.iter().filter_map(Conviction::of).collect())
    }

    async fn encryption_key(&self, worker: &Address) -> Result<[u8; 32], ChainError> {
        Ok(self.furnace.get::<Worker>(worker).await?.data.encryption_key)
    }

    async fn take(&self, order: &Address, action: &Action) -> Result<Signature, ChainError> {
        self.step(order, action).await
    }

    fn wake_ups(&self) -> BoxStream<'static, ()> {
        self.furnace.chain().watch(&program::JOBS)
    }
}

fn crew_of(job: Found<Job>, crew: &Crew) -> Result<CrewAccount, ChainError> {
    let unknown = || ChainError::Malformed { what: "crew in a known state", address: job.address };
    let (kind, size, ended_at, address) = (job.data.crew(), job.data.seats, job.data.ended_at, job.address);
    let kind = kind.ok_or_else(unknown)?;
    let job = JobAccount::try_from(job)?;
    CrewAccount::new(job, kind, size, ended_at, crew)
        .ok_or(ChainError::Malformed { what: "crew in a known state", address })
}
