//! Whose move it is, and what it looks like when somebody makes it.

use furnace_client::accounts::{Found, Job, JobState};
use furnace_client::furnace::DisputeStep;
use furnace_client::instructions::{dispute, jobs, slashing};
use furnace_client::pda;
use furnace_tests::network::attestation;
use furnace_tests::network::delivery::CLAIMED_HASH;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::Verb;
use super::world::World;

impl World {
    /// The natural next step of the job.
    pub(crate) fn next(&self, job: &Address) -> Verb {
        match self.network.state(job) {
            JobState::Open => Verb::Claim,
            JobState::Assigned => Verb::Start,
            JobState::Running => Verb::Submit,
            JobState::Review => Verb::Accept,
            JobState::Disputed => Verb::Judge,
            _ => Verb::Close,
        }
    }

    /// Whose turn it is, where it is somebody's.
    pub(crate) fn rightful(&self, verb: Verb, job: &Address) -> Option<usize> {
        let account = self.network.job(job);
        match verb {
            Verb::Start | Verb::Submit | Verb::Quit => {
                self.workers.iter().position(|(worker, _)| worker.key.pubkey() == account.worker_key)
            }
            Verb::Dispute | Verb::Accept | Verb::Cancel | Verb::Close => {
                self.clients.iter().position(|client| client.pubkey() == account.client)
            }
            Verb::Claim | Verb::Judge | Verb::Settle | Verb::Expire | Verb::Slash => None,
        }
    }

    /// What `actor` would send, rightly or not.
    pub(crate) fn instruction(&self, verb: Verb, job: Address, actor: usize) -> Instruction {
        let account = self.network.job(&job);
        let worker = &self.workers[actor % self.workers.len()].0;
        let client = self.clients[actor % self.clients.len()].pubkey();
        let reporter = pda::heat_account(&self.stranger.pubkey());
        let as_client = Job { client, ..account.clone() };
        match verb {
            Verb::Claim => jobs::job_claim(worker.wallet, worker.key.pubkey(), job),
            Verb::Start => jobs::job_start(worker.key.pubkey(), job, 0),
            Verb::Submit => jobs::job_submit(worker.key.pubkey(), job, attestation()),
            Verb::Dispute => {
                let (payer, source) = (self.network.payer(), pda::heat_account(&client));
                dispute::dispute_open(client, payer, job, &as_client, CLAIMED_HASH, source)
            }
            Verb::Judge => self.judgement(job, &account),
            Verb::Accept => jobs::job_accept(job, &as_client, &self.network.payee(&job)),
            Verb::Settle => jobs::job_settle(job, &account, &self.network.payee(&job)),
            Verb::Cancel => jobs::job_cancel(job, &as_client),
            Verb::Expire => jobs::job_expire(job, &account),
            Verb::Slash => slashing::slash_missed_deadline(job, &account, self.pool_of(&account), reporter),
            Verb::Quit => {
                let as_worker = Job { worker_key: worker.key.pubkey(), ..account.clone() };
                slashing::slash_quit(job, &as_worker, self.pool_of(&account))
            }
            Verb::Close if actor >= self.clients.len() => jobs::job_close(self.stranger.pubkey(), job, &account),
            Verb::Close => jobs::job_close(client, job, &account),
        }
    }

    /// The next step of the job's last dispute; a count of its votes where it waits, or there is none.
    fn judgement(&self, job: Address, account: &Job) -> Instruction {
        let address = pda::dispute(&job, account.disputes.saturating_sub(1)).0;
        if self.network.chain.account(&address).is_none() {
            return dispute::dispute_rule(address);
        }
        let found = Found { address, data: self.network.disputed(&address) };
        let step = self.network.next_step(&address).unwrap_or(DisputeStep::Rule);
        step.instruction(&found, Some(account), true).expect("step")
    }

    fn pool_of(&self, job: &Job) -> Address {
        let operator = self.operators.iter().find(|operator| operator.operator == job.operator);
        operator.map_or(self.operators[0].pool, |operator| operator.pool)
    }
}
