//! The life of a job.

use furnace_common::limits::STORE_URI_BYTES;
use furnace_common::state::{CrewKind, PriceMode};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::{Found, Job, Operator, field_of},
    artifacts::{Digest, Location},
    chain::ChainError,
    generated::jobs::types::{Attestation, Checkpoint, JobTerms},
    instructions::jobs,
};

/// What a client orders.
#[derive(Clone, Debug)]
pub struct JobOrder {
    /// Where.
    pub market: Address,
    /// Of one worker's work: HEAT base units, or micro-dollars where the market quotes in dollars. In an auction the
    /// ceiling.
    pub price: u64,
    /// How long to wait for a claim, in seconds.
    pub claim_seconds: u32,
    /// Time from claim to deadline, in seconds.
    pub max_seconds: u32,
    /// Name of the spec in the store.
    pub spec: Digest,
    /// The store that holds the spec, its inputs and later its results.
    pub store: Location,
    /// Who may do it.
    pub admission: Admission,
}

/// Who may do a job, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admission {
    /// Whether workers bid for it, under the price as a ceiling.
    pub auction: bool,
    /// One worker, or how several share it.
    pub crew: CrewKind,
    /// How many workers.
    pub seats: u8,
    /// Equal results that settle it, where replicas do it.
    pub quorum: u8,
    /// The only worker that may claim.
    pub designated: Option<Address>,
    /// For how many seconds only drawn workers may claim, and the part of all that is drawn, in basis points.
    pub sortition: Option<(u32, u16)>,
}

impl Default for Admission {
    /// The first worker that claims.
    fn default() -> Self {
        Self { auction: false, crew: CrewKind::Solo, seats: 1, quorum: 0, designated: None, sortition: None }
    }
}

impl JobOrder {
    /// The terms as the program takes them.
    pub fn terms(&self) -> Result<JobTerms, ChainError> {
        let store_uri = field_of::<STORE_URI_BYTES>(self.store.uri()).ok_or_else(|| {
            ChainError::Build(format!("the store's URI is longer than {STORE_URI_BYTES} bytes: {}", self.store))
        })?;
        let Admission { auction, crew, seats, quorum, designated, sortition } = self.admission;
        let (sortition_seconds, sortition_bps) = sortition.unwrap_or_default();
        Ok(JobTerms {
            price: self.price,
            claim_seconds: self.claim_seconds,
            max_seconds: self.max_seconds,
            sortition_seconds,
            sortition_bps,
            mode: if auction { PriceMode::Auction } else { PriceMode::Fixed }.byte(),
            crew: crew.byte(),
            seats,
            quorum,
            designated: designated.unwrap_or_default(),
            spec_hash: self.spec.0,
            store_uri,
        })
    }
}

impl Furnace {
    /// Posts a job, paid from the client's balance, and opens its auction or its crew if it has one. Returns the job's
    /// address.
    pub async fn job_post(&self, client: &Keypair, order: &JobOrder) -> Result<(Address, Signature), ChainError> {
        let (wallet, terms) = (client.pubkey(), order.terms()?);
        let venue = self.venue(&order.market).await?;
        self.place(client, &venue.mint, |number| {
            let (job, post) = jobs::job_post(wallet, wallet, &venue, number, terms.clone());
            let Admission { auction, crew, .. } = order.admission;
            let auction = auction.then(|| jobs::bids_open(wallet, wallet, job));
            let crew = (crew != CrewKind::Solo).then(|| jobs::crew_open(wallet, wallet, job));
            (job, [post].into_iter().chain(auction).chain(crew).collect())
        })
        .await
    }

    /// Takes an open job for the worker with a hot key; the operator is named by its wallet.
    pub async fn job_claim(
        &self,
        key: &Keypair,
        operator_wallet: &Address,
        job: &Address,
    ) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::job_claim(*operator_wallet, key.pubkey(), *job)], &[key]).await
    }

    /// Says that the workload answers, and from how many checkpoints of other workers the work goes on; see
    /// [`Job::checkpoints`].
    pub async fn job_start(&self, key: &Keypair, job: &Address, from: u8) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::job_start(key.pubkey(), *job, from)], &[key]).await
    }

    /// Records a state from which another worker could go on; `progress_bps` of the whole work is done.
    pub async fn job_checkpoint(
        &self,
        key: &Keypair,
        job: &Address,
        checkpoint: Digest,
        sequence: u32,
        progress_bps: u16,
    ) -> Result<Signature, ChainError> {
        let checkpoint = Checkpoint { hash: checkpoint.0, sequence, progress_bps, padding: [0; 2] };
        self.chain().send(&[jobs::job_checkpoint(key.pubkey(), *job, checkpoint)], &[key]).await
    }

    /// Attests to the result.
    pub async fn job_submit(
        &self,
        key: &Keypair,
        job: &Address,
        result: Digest,
        log: Digest,
        exit_code: i32,
    ) -> Result<Signature, ChainError> {
        let attestation = Attestation { result_hash: result.0, log_hash: log.0, exit_code };
        self.chain().send(&[jobs::job_submit(key.pubkey(), *job, attestation)], &[key]).await
    }

    /// Accepts the result and settles.
    pub async fn job_accept(&self, client: &Keypair, job: &Found<Job>) -> Result<Signature, ChainError> {
        let payee = self.payee(&job.data.operator, &job.data.escrow).await?;
        self.chain().send(&[jobs::job_accept(job.address, &asked_by(client, job), &payee)], &[client]).await
    }

    /// Co-signs a result, as the attestor of the job's market.
    pub async fn job_attest(
        &self,
        attestor: &Keypair,
        job: &Found<Job>,
        result: Digest,
    ) -> Result<Signature, ChainError> {
        let attest = jobs::job_attest(attestor.pubkey(), job.address, &job.data, result.0);
        self.chain().send(&[attest], &[attestor]).await
    }

    /// Takes a job from the worker whose result nobody co-signed in time; anyone may pay for it.
    pub async fn job_lapse(&self, payer: &Keypair, job: &Found<Job>) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::job_lapse(job.address, &job.data)], &[payer]).await
    }

    /// Settles after the review window; anyone may pay for it.
    pub async fn job_settle(&self, payer: &Keypair, job: &Found<Job>) -> Result<Signature, ChainError> {
        let payee = self.payee(&job.data.operator, &job.data.escrow).await?;
        self.chain().send(&[jobs::job_settle(job.address, &job.data, &payee)], &[payer]).await
    }

    /// Pays the credit at `index` that a settled job still owes for a checkpoint. That of an operator that closed its book
    /// goes back to the client. Anyone may pay for it.
    pub async fn credit_pay(&self, payer: &Keypair, job: &Found<Job>, index: u8) -> Result<Signature, ChainError> {
        let credit = job.data.progress.credits.get(usize::from(index));
        let operator = credit.map(|credit| credit.operator).unwrap_or_default();
        let instruction = match self.find::<Operator>(&operator).await? {
            Some(_) => {
                let payee = self.payee(&operator, &job.data.escrow).await?;
                jobs::credit_pay(job.address, &job.data, index, &payee)
            }
            None => jobs::credit_forfeit(job.address, &job.data, index),
        };
        self.chain().send(&[instruction], &[payer]).await
    }

    /// Withdraws an open job.
    pub async fn job_cancel(&self, client: &Keypair, job: &Found<Job>) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::job_cancel(job.address, &asked_by(client, job))], &[client]).await
    }

    /// Ends a job that nobody claimed in time; anyone may pay for it.
    pub async fn job_expire(&self, payer: &Keypair, job: &Found<Job>) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::job_expire(job.address, &job.data)], &[payer]).await
    }

    /// Closes an ended job, returning its rent to whoever paid it.
    pub async fn job_close(&self, closer: &Keypair, job: &Found<Job>) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::job_close(closer.pubkey(), job.address, &job.data)], &[closer]).await
    }
}

/// The job as if the caller were its client: whether it is, the program decides, in its own words.
pub(super) fn asked_by(caller: &Keypair, job: &Found<Job>) -> Job {
    Job { client: caller.pubkey(), ..job.data.clone() }
}
