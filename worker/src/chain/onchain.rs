//! The worker's dealings over the network handle.

use async_trait::async_trait;
use furnace_client::{
    accounts::{Found, Job, JobFilter, JobState, Operator, Pool, ProgramAccount, Worker},
    chain::ChainError,
    furnace::Furnace,
    heat::Heat,
    pda, program,
};
use futures::stream::BoxStream;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;
use tokio::try_join;
use tracing::warn;

use super::{Attestation, Checkpoint, JobAccount, Protocol, Standing, Survey, standing::is_half_own};

/// One worker on a cluster.
pub struct OnChain {
    furnace: Furnace,
    key: Keypair,
    operator_wallet: Address,
    worker: Address,
    markets: Vec<Address>,
}

impl OnChain {
    /// The worker with a hot key under an operator's wallet. With `markets`, only their jobs are seen.
    pub fn new(furnace: Furnace, key: Keypair, operator_wallet: Address, markets: Vec<Address>) -> Self {
        let worker = pda::worker(&pda::operator(&operator_wallet), &key.pubkey());
        Self { furnace, key, operator_wallet, worker, markets }
    }

    async fn standing(&self) -> Result<Standing, ChainError> {
        let operator_address = pda::operator(&self.operator_wallet);
        let addresses = [self.worker, operator_address, pda::pool(&self.operator_wallet)];
        let found = self.furnace.chain().accounts(&addresses).await?;
        let worker: Worker = read(&addresses[0], found.first())?;
        let operator: Operator = read(&addresses[1], found.get(1))?;
        let pool: Pool = read(&addresses[2], found.get(2))?;
        Ok(Standing {
            retired: worker.retired != 0,
            jobs: worker.jobs,
            max_jobs: worker.max_jobs,
            gpus: worker.gpus,
            vram_gib: worker.vram_gib,
            operator_gpus: operator.gpus,
            stake: Heat(pool.active),
            half_own: is_half_own(&pool),
            locked: Heat(operator.collateral_locked),
            completed: worker.completed,
            failed: worker.failed,
        })
    }

    async fn open(&self) -> Result<Vec<JobAccount>, ChainError> {
        let any = JobFilter::in_state(JobState::Open);
        if self.markets.is_empty() {
            return self.jobs(any).await;
        }
        let mut open = Vec::new();
        for market in &self.markets {
            open.extend(self.jobs(JobFilter { market: Some(*market), ..any }).await?);
        }
        Ok(open)
    }

    async fn held(&self) -> Result<Vec<JobAccount>, ChainError> {
        let mut held = Vec::new();
        for state in [JobState::Assigned, JobState::Running, JobState::Review] {
            held.extend(self.jobs(JobFilter { worker: Some(self.worker), ..JobFilter::in_state(state) }).await?);
        }
        Ok(held)
    }

    async fn jobs(&self, filter: JobFilter) -> Result<Vec<JobAccount>, ChainError> {
        let found = self.furnace.jobs(&filter).await?;
        let read = found
            .into_iter()
            .filter_map(|job| JobAccount::try_from(job).inspect_err(|error| warn!(%error, "skipping a job")).ok());
        Ok(read.collect())
    }

    async fn existing(&self, job: &Address) -> Result<Found<Job>, ChainError> {
        self.furnace.get(job).await
    }
}

fn read<T: ProgramAccount>(
    address: &Address,
    account: Option<&Option<solana_account::Account>>,
) -> Result<T, ChainError> {
    let missing = ChainError::Missing { what: T::NAME, address: *address };
    let account = account.and_then(Option::as_ref).ok_or(missing)?;
    Ok(T::read(address, account)?.data)
}

#[async_trait]
impl Protocol for OnChain {
    fn worker(&self) -> Address {
        self.worker
    }

    async fn survey(&self) -> Result<Survey, ChainError> {
        let (clock, standing, open) = try_join!(self.furnace.chain().clock(), self.standing(), self.open())?;
        // The worker's own count tells whether there is anything to look for.
        let held = if standing.jobs == 0 { Vec::new() } else { self.held().await? };
        Ok(Survey { now: clock.unix_timestamp, standing, open, held })
    }

    async fn job(&self, job: &Address) -> Result<Option<JobAccount>, ChainError> {
        self.furnace.find::<Job>(job).await?.map(JobAccount::try_from).transpose()
    }

    async fn claim(&self, job: &Address) -> Result<Signature, ChainError> {
        self.furnace.job_claim(&self.key, &self.operator_wallet, job).await
    }

    async fn start(&self, job: &Address, from: u8) -> Result<Signature, ChainError> {
        self.furnace.job_start(&self.key, job, from).await
    }

    async fn checkpoint(&self, job: &Address, checkpoint: Checkpoint) -> Result<Signature, ChainError> {
        let Checkpoint { state, sequence, progress_bps } = checkpoint;
        self.furnace.job_checkpoint(&self.key, job, state, sequence, progress_bps).await
    }

    async fn submit(&self, job: &Address, attestation: Attestation) -> Result<Signature, ChainError> {
        let Attestation { result, log, exit_code } = attestation;
        self.furnace.job_submit(&self.key, job, result, log, exit_code).await
    }

    async fn quit(&self, job: &Address) -> Result<Signature, ChainError> {
        let job = self.existing(job).await?;
        self.furnace.job_quit(&self.key, &job).await
    }

    async fn settle(&self, job: &Address) -> Result<Signature, ChainError> {
        let job = self.existing(job).await?;
        self.furnace.job_settle(&self.key, &job).await
    }

    fn wake_ups(&self) -> BoxStream<'static, ()> {
        self.furnace.chain().watch(&program::JOBS)
    }
}
