//! Crews.

use furnace_client::accounts::Crew;
use furnace_client::generated::jobs::types::{Attestation, JobTerms, Seat};
use furnace_client::instructions::jobs::{self, Payee};
use furnace_client::instructions::slashing;
use furnace_client::pda;
use furnace_common::state::{CrewKind, JobState};
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{Network, WorkerActor, job_terms};
use crate::chain::Receipt;
use crate::errors::Failure;

/// Hides a replica's result until all have committed.
pub const SALT: [u8; 32] = [4; 32];

/// What `seats` replicas are asked for, of which `quorum` must agree.
pub fn replica_terms(price: u64, seats: u8, quorum: u8) -> JobTerms {
    JobTerms { crew: CrewKind::Replicas.byte(), seats, quorum, ..job_terms(price) }
}

/// What a gang of `seats` is asked for.
pub fn gang_terms(price: u64, seats: u8) -> JobTerms {
    JobTerms { crew: CrewKind::Gang.byte(), seats, ..job_terms(price) }
}

/// An attestation to a result.
pub fn attestation_to(result: u8) -> Attestation {
    Attestation { result_hash: [result; 32], log_hash: [8; 32], exit_code: 0 }
}

impl Network {
    /// Posts a job that a crew does, and opens the crew.
    pub fn crewed(&mut self, client: &Keypair, terms: JobTerms) -> Address {
        let job = self.try_post(client, self.market, terms).expect("job is posted");
        let open = jobs::crew_open(client.pubkey(), self.payer(), job);
        self.send(&[open], &[client]).expect("crew opens");
        job
    }

    /// A job that these workers did as replicas, each with a seat of its number, and what they revealed.
    pub fn revealed(&mut self, client: &Keypair, terms: JobTerms, workers: &[&WorkerActor], results: &[u8]) -> Address {
        let job = self.crewed(client, terms);
        for worker in workers {
            self.try_join(worker, job).expect("join");
        }
        for (seat, (worker, result)) in (0..).zip(workers.iter().zip(results)) {
            self.try_commit(worker, job, seat, *result).expect("commit");
        }
        for (seat, (worker, result)) in (0..).zip(workers.iter().zip(results)) {
            self.try_reveal(worker, job, seat, *result).expect("reveal");
        }
        job
    }

    /// The same, ended: those that agree are paid, and all others let go.
    pub fn replicated(
        &mut self,
        client: &Keypair,
        terms: JobTerms,
        workers: &[&WorkerActor],
        results: &[u8],
    ) -> Address {
        let job = self.revealed(client, terms, workers, results);
        self.end_seats(job);
        job
    }

    /// Ends a job whose replicas have all revealed, and every seat of it.
    pub fn end_seats(&mut self, job: Address) {
        if self.state(&job) == JobState::Running {
            self.try_conclude(job).expect("conclude");
        }
        let (account, crew) = (self.job(&job), self.crew(&job));
        for (seat, taken) in (0..crew.joined).zip(&crew.seats) {
            match taken.result_hash == account.result_hash {
                true => self.try_seat_pay(job, seat).expect("pay"),
                false => self.try_seat_release(job, seat).expect("release"),
            };
        }
    }

    pub fn try_join(&mut self, worker: &WorkerActor, job: Address) -> Result<Receipt, Failure> {
        self.send(&[jobs::crew_join(worker.wallet, worker.key.pubkey(), job)], &[&worker.key])
    }

    /// Commits the worker's seat to a result.
    pub fn try_commit(&mut self, worker: &WorkerActor, job: Address, seat: u8, result: u8) -> Result<Receipt, Failure> {
        let hash = Sha256::new().chain_update([result; 32]).chain_update(worker.address).chain_update(SALT);
        let commitment = hash.finalize().into();
        self.send(&[jobs::crew_commit(worker.key.pubkey(), job, seat, commitment)], &[&worker.key])
    }

    pub fn try_reveal(&mut self, worker: &WorkerActor, job: Address, seat: u8, result: u8) -> Result<Receipt, Failure> {
        let reveal = jobs::crew_reveal(worker.key.pubkey(), job, seat, attestation_to(result), SALT);
        self.send(&[reveal], &[&worker.key])
    }

    /// Attests to a gang member's result.
    pub fn try_deliver(
        &mut self,
        worker: &WorkerActor,
        job: Address,
        seat: u8,
        result: u8,
    ) -> Result<Receipt, Failure> {
        let submit = jobs::crew_submit(worker.key.pubkey(), job, seat, attestation_to(result));
        self.send(&[submit], &[&worker.key])
    }

    pub fn try_crew_accept(&mut self, client: &Keypair, job: Address) -> Result<Receipt, Failure> {
        let accept = jobs::crew_accept(job, &self.job(&job));
        self.send(&[accept], &[client])
    }

    pub fn try_crew_settle(&mut self, job: Address) -> Result<Receipt, Failure> {
        let settle = jobs::crew_settle(job, &self.job(&job));
        self.send(&[settle], &[])
    }

    pub fn try_conclude(&mut self, job: Address) -> Result<Receipt, Failure> {
        self.send(&[jobs::crew_conclude(job)], &[])
    }

    pub fn try_seat_pay(&mut self, job: Address, seat: u8) -> Result<Receipt, Failure> {
        let crew = self.crew(&job);
        let payee = Payee::new(&self.book(&crew.seats[usize::from(seat)].operator));
        let pay = jobs::seat_pay(job, &self.job(&job), &crew, seat, &payee);
        self.send(&[pay], &[])
    }

    pub fn try_seat_release(&mut self, job: Address, seat: u8) -> Result<Receipt, Failure> {
        let release = jobs::seat_release(job, &self.job(&job), &self.crew(&job), seat);
        self.send(&[release], &[])
    }

    /// Reports a late seat; `reporter` is a HEAT account.
    pub fn try_slash_seat(
        &mut self,
        job: Address,
        seat: u8,
        worker: &WorkerActor,
        reporter: Address,
    ) -> Result<Receipt, Failure> {
        let (holder, pool) = (self.seat(&job, seat), pda::pool(&worker.wallet));
        let slash = slashing::slash_missed_seat(job, &self.job(&job), seat, &holder, pool, reporter);
        self.send(&[slash], &[])
    }

    pub fn try_quit_seat(&mut self, worker: &WorkerActor, job: Address, seat: u8) -> Result<Receipt, Failure> {
        let (holder, pool) = (self.seat(&job, seat), pda::pool(&worker.wallet));
        let quit = slashing::slash_quit_seat(job, &self.job(&job), seat, &holder, pool);
        self.send(&[quit], &[&worker.key])
    }

    pub fn crew(&self, job: &Address) -> Crew {
        self.chain.read(&pda::crew(job).0)
    }

    pub fn seat(&self, job: &Address, seat: u8) -> Seat {
        self.crew(job).seats[usize::from(seat)].clone()
    }
}
