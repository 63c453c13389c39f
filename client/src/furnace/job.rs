//! The life of a job.

use furnace_common::limits::STORE_URI_BYTES;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;
use tracing::debug;

use super::Furnace;
use crate::{
    accounts::{ClientBalance, Found, Job, field_of},
    artifacts::{Digest, Location},
    chain::ChainError,
    generated::jobs::{instructions::JobSubmitInstructionArgs as Attestation, types::JobTerms},
    instructions::jobs,
    pda,
};

/// How often posting is tried when other posts of the same client get ahead.
const POST_TRIES: u32 = 4;

/// What a client orders.
#[derive(Clone, Debug)]
pub struct JobOrder {
    /// Where.
    pub market: Address,
    /// HEAT base units.
    pub price: u64,
    /// How long to wait for a claim, in seconds.
    pub claim_seconds: u32,
    /// Time from claim to deadline, in seconds.
    pub max_seconds: u32,
    /// Name of the spec in the store.
    pub spec: Digest,
    /// The store that holds the spec, its inputs and later its results.
    pub store: Location,
}

impl JobOrder {
    /// The terms as the program takes them.
    pub fn terms(&self) -> Result<JobTerms, ChainError> {
        let store_uri = field_of::<STORE_URI_BYTES>(self.store.uri()).ok_or_else(|| {
            ChainError::Build(format!("the store's URI is longer than {STORE_URI_BYTES} bytes: {}", self.store))
        })?;
        Ok(JobTerms {
            price: self.price,
            claim_seconds: self.claim_seconds,
            max_seconds: self.max_seconds,
            spec_hash: self.spec.0,
            store_uri,
        })
    }
}

impl Furnace {
    /// Posts a job, paid from the client's balance. Returns the job's address.
    pub async fn job_post(&self, client: &Keypair, order: &JobOrder) -> Result<(Address, Signature), ChainError> {
        let wallet = client.pubkey();
        let terms = order.terms()?;
        let balance = pda::heat_balance(&wallet);
        let mut number = self.get::<ClientBalance>(&balance).await?.data.next_job;
        let mut tries = 1;
        loop {
            let (job, instruction) = jobs::job_post(wallet, wallet, order.market, number, terms.clone());
            let error = match self.chain().send(&[instruction], &[client]).await {
                Ok(signature) => return Ok((job, signature)),
                Err(error) => error,
            };
            // Another post may have taken the number; this one then was refused and changed nothing.
            let refused = matches!(error, ChainError::Program { .. } | ChainError::Instruction { .. });
            if !refused || tries >= POST_TRIES {
                return Err(error);
            }
            let next = self.get::<ClientBalance>(&balance).await?.data.next_job;
            if next == number {
                return Err(error);
            }
            debug!(taken = number, next, "another job of this client was posted first");
            number = next;
            tries += 1;
        }
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

    /// Says that the workload answers.
    pub async fn job_start(&self, key: &Keypair, job: &Address) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::job_start(key.pubkey(), *job)], &[key]).await
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
        self.chain().send(&[jobs::job_accept(job.address, &asked_by(client, job))], &[client]).await
    }

    /// Settles after the review window; anyone may pay for it.
    pub async fn job_settle(&self, payer: &Keypair, job: &Found<Job>) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::job_settle(job.address, &job.data)], &[payer]).await
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
fn asked_by(caller: &Keypair, job: &Found<Job>) -> Job {
    Job { client: caller.pubkey(), ..job.data.clone() }
}
