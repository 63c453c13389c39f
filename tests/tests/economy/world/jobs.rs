//! Jobs, several steps at once.

use furnace_client::accounts::Job;
use furnace_client::instructions::jobs::Payee;
use furnace_client::instructions::jobs::Venue;
use furnace_client::instructions::{jobs, slashing};
use furnace_client::pda;
use furnace_tests::network::{Network, attestation, job_terms};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;

use super::World;
use crate::action::Mint;
use crate::cast::{CLIENT, POOLS, STRANGER};

/// What a job in a market looks like; the client withdraws it again.
pub(super) fn first_job(network: &mut Network, client: &Keypair, market: Address) -> Job {
    let address = network.try_post(client, market, job_terms(1)).expect("job is posted");
    let job = network.job(&address);
    network.try_cancel(client, address).expect("job is withdrawn");
    network.try_close(client, address).expect("job is closed");
    job
}

impl World {
    pub(super) fn work(&self, pool: usize, market: usize, price: u64) -> Vec<Instruction> {
        let (address, mut steps) = self.take(pool, market, price);
        let job = Job {
            worker: self.workers[pool],
            worker_key: self.keys[pool],
            operator: pda::operator(&self.wallets[pool]),
            ..self.jobs[market].clone()
        };
        steps.extend(self.finish(address, &job, self.pools[pool]));
        steps
    }

    pub(super) fn take(&self, pool: usize, market: usize, price: u64) -> (Address, Vec<Instruction>) {
        let (client, payer) = (self.wallets[CLIENT], self.network.payer());
        let number = self.network.balance(&client).next_job;
        let (address, post) =
            jobs::job_post(client, payer, &Venue::heat(self.markets[market]), number, job_terms(price));
        (address, vec![post, jobs::job_claim(self.wallets[pool], self.keys[pool], address)])
    }

    pub(super) fn deliver(&self, number: u64) -> Vec<Instruction> {
        let (address, job) = self.held(number);
        self.finish(address, &job, self.pool_of(&job))
    }

    fn finish(&self, address: Address, job: &Job, pool: Address) -> Vec<Instruction> {
        let key = job.worker_key;
        let earnings = [pda::heat_mint(), self.network.usd_mint].map(|mint| pda::income_vault(&pool, &mint));
        let payee = Payee { earnings, price_update: None };
        let (start, submit) = (jobs::job_start(key, address, 0), jobs::job_submit(key, address, attestation()));
        vec![start, submit, jobs::job_accept(address, job, &payee), jobs::job_close(job.client, address, job)]
    }

    /// The stranger reports it.
    pub(super) fn miss(&self, number: u64) -> Vec<Instruction> {
        let (address, job) = self.held(number);
        let reporter = self.account(STRANGER, Mint::Heat);
        self.withdraw(slashing::slash_missed_deadline(address, &job, self.pool_of(&job), reporter), address, &job)
    }

    pub(super) fn quit(&self, number: u64) -> Vec<Instruction> {
        let (address, job) = self.held(number);
        self.withdraw(slashing::slash_quit(address, &job, self.pool_of(&job)), address, &job)
    }

    /// Once the job is open again, the client withdraws it.
    fn withdraw(&self, slash: Instruction, address: Address, job: &Job) -> Vec<Instruction> {
        vec![slash, jobs::job_cancel(address, job), jobs::job_close(job.client, address, job)]
    }

    fn job(&self, number: u64) -> Address {
        pda::job(&pda::heat_balance(&self.wallets[CLIENT]), number).0
    }

    fn held(&self, number: u64) -> (Address, Job) {
        let address = self.job(number);
        (address, self.network.job(&address))
    }

    fn pool_of(&self, job: &Job) -> Address {
        let pool = (0..POOLS).find(|pool| job.worker == self.workers[*pool]);
        self.pools[pool.expect("a worker of the cast")]
    }
}
