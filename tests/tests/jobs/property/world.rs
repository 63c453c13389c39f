//! The parties, and what each step makes them do.

use std::collections::BTreeSet;

use furnace_client::accounts::JobState;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::dispute::{false_accusation, vote_fee};
use furnace_common::{fees, units::HEAT};
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::network::{MAX_SECONDS, Network, OperatorActor, WorkerActor, job_terms};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{Step, Verb};

/// What each client has, half of it in its balance, HEAT base units.
pub(crate) const PURSE: u64 = 300 * HEAT;

pub(crate) struct World {
    pub(crate) network: Network,
    pub(crate) clients: Vec<Keypair>,
    pub(crate) operators: Vec<OperatorActor>,
    /// Two of the first operator, one of the second; with the operator's index.
    pub(crate) workers: Vec<(WorkerActor, usize)>,
    pub(crate) stranger: Keypair,
    /// Every job that has not been closed.
    pub(crate) jobs: Vec<Address>,
    /// Burned by settlements, as the protocol says and not as the programs do, HEAT base units.
    pub(crate) burned: u64,
    /// What each operator has of accusations that fell, HEAT base units.
    pub(crate) awarded: [u64; 2],
    /// Settled so far; a settlement counts once.
    pub(crate) settled: BTreeSet<Address>,
}

impl World {
    pub(crate) fn new() -> Self {
        let mut network = Network::new();
        let clients = ["alice", "bob"].map(|name| {
            let client = network.client(name, PURSE / 2);
            network.give(&client.pubkey(), PURSE / 2);
            client
        });
        let operators = ["first", "second"].map(|name| network.operator(name, 500 * HEAT));
        let workers = [("one", 0), ("two", 0), ("three", 1)]
            .map(|(name, operator)| (network.worker(&operators[operator], name), operator));
        let stranger = network.wallet("stranger", 0);
        Self {
            network,
            clients: clients.into(),
            operators: operators.into(),
            workers: workers.into(),
            stranger,
            jobs: Vec::new(),
            burned: 0,
            awarded: [0; 2],
            settled: BTreeSet::new(),
        }
    }

    /// Tries the step. Many are refused, and that is as it should be.
    pub(crate) fn apply(&mut self, step: &Step) {
        let client = |index: &usize| self.clients[index % self.clients.len()].insecure_clone();
        match step {
            Step::Post { client: index, price } => {
                let (client, market) = (client(index), self.network.market);
                if let Ok(job) = self.network.try_post(&client, market, job_terms(*price)) {
                    self.jobs.push(job);
                }
            }
            Step::Deposit { client: index, amount } => {
                let client = client(index);
                let from = pda::heat_account(&client.pubkey());
                let _ =
                    self.network.send(&[jobs::deposit(client.pubkey(), pda::heat_mint(), from, *amount)], &[&client]);
            }
            Step::Withdraw { client: index, amount } => {
                let client = client(index);
                let to = pda::heat_account(&client.pubkey());
                let _ =
                    self.network.send(&[jobs::withdraw(client.pubkey(), pda::heat_mint(), to, *amount)], &[&client]);
            }
            Step::Unstake { operator, percent } => {
                let OperatorActor { wallet, pool, .. } = &self.operators[operator % self.operators.len()];
                let shares = self.network.position(pool, &wallet.pubkey()).shares / 100 * percent;
                let _ = self.network.try_unstake(wallet, *pool, shares);
            }
            Step::Wait { seconds } => self.network.chain.advance(*seconds),
            Step::Proceed { job, actor } => {
                if let Some(job) = self.pick(*job) {
                    let verb = self.next(&job);
                    self.act(verb, job, self.rightful(verb, &job).unwrap_or(*actor));
                }
            }
            Step::Act { verb, rightly, job, actor } => {
                if let Some(job) = self.pick(*job) {
                    let rightful = self.rightful(*verb, &job).filter(|_| *rightly);
                    self.act(*verb, job, rightful.unwrap_or(*actor));
                }
            }
        }
    }

    fn pick(&self, index: usize) -> Option<Address> {
        let count = self.jobs.len();
        (count > 0).then(|| self.jobs[index % count])
    }

    fn act(&mut self, verb: Verb, job: Address, actor: usize) {
        let instruction = self.instruction(verb, job, actor);
        let _ = self.send(verb, job, instruction);
    }

    /// Sends it signed by everybody, and counts what it should have done.
    pub(crate) fn send(&mut self, verb: Verb, job: Address, instruction: Instruction) -> Result<Receipt, Failure> {
        let account = self.network.job(&job);
        let keys = self.workers.iter().map(|(worker, _)| &worker.key).chain(&self.clients);
        let signers: Vec<_> = keys.chain([&self.stranger]).map(Keypair::insecure_clone).collect();
        let receipt = self.network.send(&[instruction], &signers.iter().collect::<Vec<_>>())?;
        match verb {
            Verb::Accept | Verb::Settle => {
                assert!(self.settled.insert(job), "a job is settled once");
                let parts = fees::settle(account.price, account.escrow.take_bps, account.escrow.burn_bps);
                self.burned += parts.expect("parts").burn;
            }
            Verb::Judge
                if account.state() == Some(JobState::Disputed) && self.network.state(&job) == JobState::Review =>
            {
                let operator = self.operators.iter().position(|operator| operator.operator == account.operator);
                let trouble = vote_fee(account.price, MAX_SECONDS).and_then(false_accusation);
                self.awarded[operator.expect("one of ours")] += trouble.expect("a tenth of the price");
            }
            Verb::Close => self.jobs.retain(|&open| open != job),
            _ => {}
        }
        Ok(receipt)
    }
}
