//! Clients, workers, operators and markets, and jobs between them that have as little in common as can be.

use furnace_client::generated::jobs::instructions::WorkerRegisterInstructionArgs;
use furnace_client::instructions::jobs::{self, Venue};
use furnace_common::units::HEAT;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_message::Message;
use solana_signer::Signer;

use super::{JOBS, SharedBy};
use crate::network::worker_args;
use crate::network::{
    Network, OperatorActor, PRICE, REVIEW_SECONDS, WorkerActor, attestation, job_terms, market_terms,
};

const CLIENTS: usize = 500;
const WORKERS: usize = 200;
const OPERATORS: usize = 50;
const MARKETS: usize = 8;
/// Jobs of each client one after another, so that they are of other workers and operators.
const OF_ONE_CLIENT: usize = JOBS / CLIENTS;
/// Jobs of one market one after another, so that no operator or worker has all its jobs in one.
const IN_A_ROW: usize = OPERATORS;

pub(super) struct Crowd {
    pub(super) network: Network,
    clients: Vec<Keypair>,
    workers: Vec<WorkerActor>,
    markets: Vec<Address>,
    /// Those posted so far.
    jobs: Vec<Address>,
}

/// A transaction that went through.
pub(super) struct Sent {
    pub(super) message: Message,
    pub(super) compute_units: u64,
    /// Bytes of all accounts that it names, the programs' code included.
    pub(super) loaded_bytes: usize,
    /// The accounts that it locks for writing.
    pub(super) writable: Vec<(Address, &'static str)>,
    /// Client, worker, operator and market of the job, by their numbers.
    pub(super) parties: [(SharedBy, usize); 4],
}

impl Crowd {
    pub(super) fn new() -> Self {
        let mut network = Network::new();
        let opener = network.wallet("bench opener", 0);
        let markets = (0..MARKETS).map(|index| network.open_market(&opener, market_terms(index as u8))).collect();
        let deposit = OF_ONE_CLIENT as u64 * PRICE;
        let clients = (0..CLIENTS).map(|number| network.client(&format!("bench client {number}"), deposit)).collect();
        let operators: Vec<OperatorActor> =
            (0..OPERATORS).map(|number| network.operator(&format!("bench operator {number}"), 10_000 * HEAT)).collect();
        let args = || WorkerRegisterInstructionArgs { max_jobs: (JOBS / WORKERS) as u8, ..worker_args() };
        let worker = |number: usize| {
            network.worker_with(&operators[number % OPERATORS], &format!("bench worker {number}"), args())
        };
        let workers = (0..WORKERS).map(worker).collect();
        Self { network, clients, workers, markets, jobs: Vec::new() }
    }

    /// Takes one step of a job; who takes it pays for the transaction.
    pub(super) fn step(&mut self, name: &str, job: usize) -> Sent {
        let (client, worker) = (self.clients[job / OF_ONE_CLIENT].insecure_clone(), &self.workers[job % WORKERS]);
        let (wallet, key) = (worker.wallet, worker.key.insecure_clone());
        let by_client = ["job_post", "job_accept", "job_close"].contains(&name);
        self.network.chain.payer = if by_client { client.insecure_clone() } else { key.insecure_clone() };
        let instruction = match name {
            "job_post" => self.post(job, &client),
            "job_claim" => jobs::job_claim(wallet, key.pubkey(), self.jobs[job]),
            "job_start" => jobs::job_start(key.pubkey(), self.jobs[job], 0),
            "job_submit" => jobs::job_submit(key.pubkey(), self.jobs[job], attestation()),
            _ => self.end(name, self.jobs[job]),
        };
        let parties = [
            (SharedBy::Client, job / OF_ONE_CLIENT),
            (SharedBy::Worker, job % WORKERS),
            (SharedBy::Operator, job % OPERATORS),
            (SharedBy::Market, job / IN_A_ROW % MARKETS),
        ];
        self.send(instruction, &[&client, &key], parties)
    }

    /// The time to review what is not accepted yet is over.
    pub(super) fn pass_review(&mut self) {
        self.network.chain.advance(i64::from(REVIEW_SECONDS));
    }

    fn post(&mut self, job: usize, client: &Keypair) -> Instruction {
        let market = self.markets[job / IN_A_ROW % MARKETS];
        let (venue, number) = (Venue::heat(market), self.network.balance(&client.pubkey()).next_job);
        let (address, post) = jobs::job_post(client.pubkey(), client.pubkey(), &venue, number, job_terms(PRICE));
        self.jobs.push(address);
        post
    }

    fn end(&self, name: &str, job: Address) -> Instruction {
        let (account, payee) = (self.network.job(&job), self.network.payee(&job));
        match name {
            "job_accept" => jobs::job_accept(job, &account, &payee),
            "job_settle" => jobs::job_settle(job, &account, &payee),
            "job_close" => jobs::job_close(account.client, job, &account),
            other => panic!("{other} is no step of a job"),
        }
    }

    fn send(&mut self, instruction: Instruction, signers: &[&Keypair], parties: [(SharedBy, usize); 4]) -> Sent {
        let message = Message::new(std::slice::from_ref(&instruction), Some(&self.network.payer()));
        let existed = super::writes::locked(&self.network.chain, &message);
        let loaded_bytes = super::limits::loaded_bytes(&self.network.chain, &message);
        let receipt = self.network.send(&[instruction], signers).expect("the job goes on");
        // An account that the transaction opens is of a kind after it, one that it closes before it.
        let writable = super::writes::locked(&self.network.chain, &message)
            .into_iter()
            .zip(existed)
            .map(|((address, after), (_, before))| (address, before.or(after).unwrap_or("other")))
            .collect();
        Sent { message, compute_units: receipt.compute_units, loaded_bytes, writable, parties }
    }
}
