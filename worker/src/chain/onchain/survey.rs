//! Looking at the chain: as few questions as the answers allow.

use std::collections::HashMap;

use furnace_client::{
    accounts::{
        Bids, Certificate, Crew, Found, Job, JobFilter, JobState, LeaseFilter, Operator, Pool, ProgramAccount, Worker,
    },
    chain::ChainError,
    heat::Heat,
    pda,
};
use furnace_common::state::LeaseState;
use solana_address::Address;
use tokio::try_join;
use tracing::warn;

use super::{OnChain, crew_of};
use crate::chain::{Auction, CrewAccount, JobAccount, LeaseAccount, Lot, Standing, Survey, standing::is_half_own};

impl OnChain {
    pub(super) async fn look_around(&self) -> Result<Survey, ChainError> {
        let (clock, standing, jobs, leases) =
            try_join!(self.furnace.chain().clock(), self.standing(), self.open_jobs(), self.open_leases())?;
        // The worker's own count tells whether there is anything to look for.
        let busy = standing.jobs > 0;
        let held = if busy { self.held_jobs().await? } else { Vec::new() };
        let (crewed, single): (Vec<_>, Vec<_>) = jobs.into_iter().partition(|job| job.data.has_crew());
        let crews = if busy || !crewed.is_empty() { self.crews(crewed).await? } else { Vec::new() };
        let (lots, open): (Vec<_>, Vec<_>) = readable(single).partition(|job: &JobAccount| job.admission.auctioned);
        let (leased, mut leases): (Vec<_>, Vec<_>) = leases.into_iter().partition(|lease| lease.auctioned);
        let lots: Vec<Lot> = lots.into_iter().map(Lot::Job).chain(leased.into_iter().map(Lot::Lease)).collect();
        let auctions = if lots.is_empty() { Vec::new() } else { self.auctions(lots).await? };
        if busy {
            leases.extend(self.held_leases().await?);
        }
        Ok(Survey { now: clock.unix_timestamp, standing, open, held, auctions, crews, leases })
    }

    async fn standing(&self) -> Result<Standing, ChainError> {
        let operator_address = pda::operator(&self.operator_wallet);
        let pool = pda::pool(&self.operator_wallet);
        let addresses = [self.worker, operator_address, pool, pda::certificate(&self.worker)];
        let found = self.furnace.chain().accounts(&addresses).await?;
        let worker: Worker = read(&addresses[0], found.first())?;
        let operator: Operator = read(&addresses[1], found.get(1))?;
        let pool: Pool = read(&addresses[2], found.get(2))?;
        let certificate = found.get(3).and_then(Option::as_ref);
        let certificate = certificate.map(|account| Certificate::read(&addresses[3], account)).transpose()?;
        Ok(Standing {
            retired: worker.retired != 0,
            jobs: worker.jobs,
            max_jobs: worker.max_jobs,
            gpus: worker.gpus,
            vram_gib: worker.vram_gib,
            region: worker.region,
            operator_gpus: operator.gpus,
            stake: Heat(pool.active),
            half_own: is_half_own(&pool),
            locked: Heat(operator.collateral_locked),
            completed: worker.completed,
            failed: worker.failed,
            proven: certificate.map(|found| found.data.showings()).unwrap_or_default(),
        })
    }

    async fn open_jobs(&self) -> Result<Vec<Found<Job>>, ChainError> {
        let any = JobFilter::in_state(JobState::Open);
        if self.markets.is_empty() {
            return self.furnace.jobs(&any).await;
        }
        let mut open = Vec::new();
        for market in &self.markets {
            open.extend(self.furnace.jobs(&JobFilter { market: Some(*market), ..any }).await?);
        }
        Ok(open)
    }

    async fn open_leases(&self) -> Result<Vec<LeaseAccount>, ChainError> {
        let any = LeaseFilter::in_state(LeaseState::Open);
        if self.markets.is_empty() {
            return self.leases(any).await;
        }
        let mut open = Vec::new();
        for market in &self.markets {
            open.extend(self.leases(LeaseFilter { market: Some(*market), ..any }).await?);
        }
        Ok(open)
    }

    async fn held_jobs(&self) -> Result<Vec<JobAccount>, ChainError> {
        let mut held = Vec::new();
        for state in [JobState::Assigned, JobState::Running, JobState::Review, JobState::Disputed] {
            let filter = JobFilter { worker: Some(self.worker), ..JobFilter::in_state(state) };
            held.extend(readable(self.furnace.jobs(&filter).await?));
        }
        Ok(held)
    }

    async fn held_leases(&self) -> Result<Vec<LeaseAccount>, ChainError> {
        let own = LeaseFilter { worker: Some(self.worker), ..LeaseFilter::default() };
        let mut leases = self.leases(own).await?;
        leases.retain(|lease| lease.is_held_by(&self.worker));
        Ok(leases)
    }

    async fn leases(&self, filter: LeaseFilter) -> Result<Vec<LeaseAccount>, ChainError> {
        Ok(readable(self.furnace.leases(&filter).await?).collect())
    }

    /// The crews of open jobs, and those in which this worker has a seat, wherever they stand.
    async fn crews(&self, open: Vec<Found<Job>>) -> Result<Vec<CrewAccount>, ChainError> {
        let mut jobs: HashMap<Address, Found<Job>> = open.into_iter().map(|job| (job.address, job)).collect();
        let mut crews = Vec::new();
        for Found { data: crew, .. } in self.furnace.all::<Crew>(Vec::new()).await? {
            let own = crew.taken().iter().any(|seat| seat.worker == self.worker);
            let job = match jobs.remove(&crew.job) {
                None if own => self.furnace.find::<Job>(&crew.job).await?,
                known => known,
            };
            if let Some(job) = job {
                crews.extend(crew_of(job, &crew).inspect_err(|error| warn!(%error, "skipping a crew")).ok());
            }
        }
        Ok(crews)
    }

    async fn auctions(&self, lots: Vec<Lot>) -> Result<Vec<Auction>, ChainError> {
        let bids = self.furnace.all_bids(None).await?;
        let bids: HashMap<Address, Bids> = bids.into_iter().map(|bids| (bids.data.order, bids.data)).collect();
        let auctions = lots.into_iter().filter_map(|lot| {
            let bids = bids.get(&lot.address())?;
            Some(Auction::new(lot, bids, &self.worker))
        });
        Ok(auctions.collect())
    }
}

/// Those that this program understands.
fn readable<A, T: TryFrom<A, Error = ChainError>>(found: Vec<A>) -> impl Iterator<Item = T> {
    found
        .into_iter()
        .filter_map(|found| T::try_from(found).inspect_err(|error| warn!(%error, "skipping an order")).ok())
}

fn read<T: ProgramAccount>(
    address: &Address,
    account: Option<&Option<solana_account::Account>>,
) -> Result<T, ChainError> {
    let missing = ChainError::Missing { what: T::NAME, address: *address };
    let account = account.and_then(Option::as_ref).ok_or(missing)?;
    Ok(T::read(address, account)?.data)
}
