//! The life of a job.

use furnace_client::accounts::{Job, JobState, Operator, PenaltyLedger, Worker};
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::instructions::jobs::{Payee, Venue};
use furnace_client::instructions::{jobs, slashing};
use furnace_client::pda;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{Network, WorkerActor, attestation, job_terms};
use crate::chain::Receipt;
use crate::errors::Failure;

impl Network {
    pub fn try_post(&mut self, client: &Keypair, market: Address, terms: JobTerms) -> Result<Address, Failure> {
        let number = self.balance(&client.pubkey()).next_job;
        let (job, post) = jobs::job_post(client.pubkey(), self.payer(), &Venue::heat(market), number, terms);
        self.send(&[post], &[client]).map(|_| job)
    }

    /// Posts a job of `price` in the first market.
    pub fn post(&mut self, client: &Keypair, price: u64) -> Address {
        self.try_post(client, self.market, job_terms(price)).expect("job is posted")
    }

    pub fn try_claim(&mut self, worker: &WorkerActor, job: Address) -> Result<Receipt, Failure> {
        self.send(&[jobs::job_claim(worker.wallet, worker.key.pubkey(), job)], &[&worker.key])
    }

    pub fn try_start(&mut self, worker: &WorkerActor, job: Address) -> Result<Receipt, Failure> {
        self.send(&[jobs::job_start(worker.key.pubkey(), job, 0)], &[&worker.key])
    }

    pub fn try_submit(&mut self, worker: &WorkerActor, job: Address) -> Result<Receipt, Failure> {
        self.send(&[jobs::job_submit(worker.key.pubkey(), job, attestation())], &[&worker.key])
    }

    pub fn try_accept(&mut self, client: &Keypair, job: Address) -> Result<Receipt, Failure> {
        let accept = jobs::job_accept(job, &self.job(&job), &self.payee(&job));
        self.send(&[accept], &[client])
    }

    pub fn try_settle(&mut self, job: Address) -> Result<Receipt, Failure> {
        let settle = jobs::job_settle(job, &self.job(&job), &self.payee(&job));
        self.send(&[settle], &[])
    }

    /// The attestor co-signs whatever result the job has.
    pub fn try_attest(&mut self, attestor: &Keypair, job: Address) -> Result<Receipt, Failure> {
        let account = self.job(&job);
        let attest = jobs::job_attest(attestor.pubkey(), job, &account, account.result_hash);
        self.send(&[attest], &[attestor])
    }

    pub fn try_lapse(&mut self, job: Address) -> Result<Receipt, Failure> {
        let lapse = jobs::job_lapse(job, &self.job(&job));
        self.send(&[lapse], &[])
    }

    pub fn try_cancel(&mut self, client: &Keypair, job: Address) -> Result<Receipt, Failure> {
        let cancel = jobs::job_cancel(job, &self.job(&job));
        self.send(&[cancel], &[client])
    }

    pub fn try_expire(&mut self, job: Address) -> Result<Receipt, Failure> {
        let expire = jobs::job_expire(job, &self.job(&job));
        self.send(&[expire], &[])
    }

    pub fn try_close(&mut self, closer: &Keypair, job: Address) -> Result<Receipt, Failure> {
        let close = jobs::job_close(closer.pubkey(), job, &self.job(&job));
        self.send(&[close], &[closer])
    }

    /// Reports a missed deadline; `reporter` is a HEAT account.
    pub fn try_slash(&mut self, job: Address, pool: Address, reporter: Address) -> Result<Receipt, Failure> {
        let slash = slashing::slash_missed_deadline(job, &self.job(&job), pool, reporter);
        self.send(&[slash], &[])
    }

    pub fn try_quit(&mut self, worker: &WorkerActor, job: Address) -> Result<Receipt, Failure> {
        let quit = slashing::slash_quit(job, &self.job(&job), pda::pool(&worker.wallet));
        self.send(&[quit], &[&worker.key])
    }

    /// Brings a posted job into `state` with the help of `worker`.
    pub fn drive(&mut self, worker: &WorkerActor, job: Address, state: JobState) {
        type Step = fn(&mut Network, &WorkerActor, Address) -> Result<Receipt, Failure>;
        let steps: [Step; 3] = [Self::try_claim, Self::try_start, Self::try_submit];
        let count = match state {
            JobState::Open => 0,
            JobState::Assigned => 1,
            JobState::Running => 2,
            _ => 3,
        };
        for step in &steps[..count] {
            step(self, worker, job).expect("job goes on");
        }
    }

    /// Whom a job pays; nobody as long as it never had a worker.
    pub fn payee(&self, job: &Address) -> Payee {
        match self.job(job).operator {
            none if none == Address::default() => Payee { earnings: [none; 2], price_update: None },
            operator => Payee::new(&self.book(&operator)),
        }
    }

    pub fn job(&self, job: &Address) -> Job {
        self.chain.read(job)
    }

    pub fn state(&self, job: &Address) -> JobState {
        JobState::from_byte(self.job(job).state).expect("known state")
    }

    pub fn book(&self, operator: &Address) -> Operator {
        self.chain.read(operator)
    }

    pub fn worker_account(&self, worker: &Address) -> Worker {
        self.chain.read(worker)
    }

    pub fn ledger(&self) -> PenaltyLedger {
        self.chain.read(&pda::penalty_ledger())
    }
}
