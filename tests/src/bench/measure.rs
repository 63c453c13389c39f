//! The lifecycle once, step by step, each step a transaction of its own.

use furnace_client::instructions::{jobs, slashing, staking, token};
use furnace_client::{pda, program};
use furnace_common::units::HEAT;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{Cost, Measured, ProgramSize, budget};
use crate::chain::deploy_folder;
use crate::network::{
    COOLDOWN, Network, OperatorActor, PRICE, PROGRAMS, WorkerActor, attestation, job_terms, worker_args,
};

/// Jobs that stand open while the lifecycle is measured a second time.
const CROWD: usize = 300;

/// A network and what was measured on it so far.
struct Bench {
    network: Network,
    costs: Vec<Cost>,
}

impl Bench {
    /// Runs one instruction and records its cost.
    fn step(&mut self, program: &str, name: &str, instruction: Instruction, signers: &[&Keypair]) -> u64 {
        let before = self.account_bytes(&instruction);
        let receipt = self
            .network
            .send(std::slice::from_ref(&instruction), signers)
            .unwrap_or_else(|failure| panic!("{program}::{name}: {failure:?}"));
        self.costs.push(Cost {
            program: program.into(),
            instruction: name.into(),
            cu: receipt.compute_units,
            budget: budget::of(program, name),
            tx_bytes: receipt.bytes,
            account_bytes: self.account_bytes(&instruction).saturating_sub(before),
        });
        receipt.compute_units
    }

    /// Runs one instruction and records besides it what the called `callee` used for `name` in it.
    fn step_with_call(&mut self, of: (&str, &str), call: (&str, &str, &Address), instruction: Instruction) {
        let sent = self.network.send(std::slice::from_ref(&instruction), &[]);
        let receipt = sent.unwrap_or_else(|failure| panic!("{of:?}: {failure:?}"));
        for (program, name, cu) in [(of.0, of.1, receipt.compute_units), (call.0, call.1, receipt.consumed_by(call.2))]
        {
            self.costs.push(Cost {
                program: program.into(),
                instruction: name.into(),
                cu,
                budget: budget::of(program, name),
                tx_bytes: receipt.bytes,
                account_bytes: 0,
            });
        }
    }

    fn account_bytes(&self, instruction: &Instruction) -> usize {
        let accounts = instruction.accounts.iter().filter_map(|meta| self.network.chain.account(&meta.pubkey));
        accounts.map(|account| account.data.len()).sum()
    }
}

/// Measures everything.
pub fn all() -> Measured {
    let mut bench = Bench { network: Network::new(), costs: Vec::new() };
    let operator = stake(&mut bench);
    let worker = register(&mut bench, &operator);
    let client = balance(&mut bench);
    let lifecycle_cu = lifecycle(&mut bench, &client, &worker);
    assert_eq!(
        crowded(&client, lifecycle_cu),
        lifecycle_cu,
        "the lifecycle must cost the same among {CROWD} open jobs"
    );
    other_ends(&mut bench, &client, &worker);
    offences(&mut bench, &client, &operator, &worker);
    exits(&mut bench, &operator, &client);
    Measured { instructions: bench.costs, lifecycle_cu, programs: sizes() }
}

fn stake(bench: &mut Bench) -> OperatorActor {
    let wallet = bench.network.wallet("bench operator", 10_000 * HEAT);
    let (address, payer) = (wallet.pubkey(), bench.network.payer());
    let (pool, source) = (pda::pool(&address), pda::heat_account(&address));
    bench.step("staking", "pool_create", staking::pool_create(address, payer, bench.network.usd_mint, 1_000), &[&wallet]);
    bench.step("staking", "position_open", staking::position_open(address, payer, pool), &[&wallet]);
    bench.step("staking", "stake", staking::stake(address, pool, source, 5_000 * HEAT), &[&wallet]);
    bench.step("jobs", "operator_register", jobs::operator_register(address, payer), &[&wallet]);
    OperatorActor { operator: pda::operator(&address), pool, wallet }
}

fn register(bench: &mut Bench, operator: &OperatorActor) -> WorkerActor {
    let key = crate::chain::key("bench worker");
    let (wallet, payer) = (operator.wallet.pubkey(), bench.network.payer());
    let instruction = jobs::worker_register(wallet, payer, key.pubkey(), worker_args());
    bench.step("jobs", "worker_register", instruction, &[&operator.wallet, &key]);
    WorkerActor { address: pda::worker(&operator.operator, &key.pubkey()), wallet, key }
}

fn balance(bench: &mut Bench) -> Keypair {
    let client = bench.network.wallet("bench client", 1_000 * HEAT);
    let (address, payer) = (client.pubkey(), bench.network.payer());
    let source = pda::heat_account(&address);
    bench.step("jobs", "balance_open", jobs::balance_open(address, payer), &[&client]);
    bench.step("jobs", "deposit", jobs::deposit(address, source, 900 * HEAT), &[&client]);
    client
}

/// post -> claim -> start -> submit -> accept; returns their sum.
fn lifecycle(bench: &mut Bench, client: &Keypair, worker: &WorkerActor) -> u64 {
    let number = bench.network.balance(&client.pubkey()).next_job;
    let (market, payer) = (bench.network.market, bench.network.payer());
    let (job, post) = jobs::job_post(client.pubkey(), payer, market, number, job_terms(PRICE));
    let key = worker.key.pubkey();
    let mut total = bench.step("jobs", "job_post", post, &[client]);
    total += bench.step("jobs", "job_claim", jobs::job_claim(worker.wallet, key, job), &[&worker.key]);
    total += bench.step("jobs", "job_start", jobs::job_start(key, job), &[&worker.key]);
    bench.network.chain.advance(60);
    total += bench.step("jobs", "job_submit", jobs::job_submit(key, job, attestation()), &[&worker.key]);
    let accept = jobs::job_accept(job, &bench.network.job(&job));
    total += bench.step("jobs", "job_accept", accept, &[client]);
    bench.step("jobs", "job_close", jobs::job_close(client.pubkey(), job, &bench.network.job(&job)), &[client]);
    total
}

/// The same lifecycle on the same keys, after another client has posted a crowd of jobs.
fn crowded(client: &Keypair, expected: u64) -> u64 {
    let mut bench = Bench { network: Network::new(), costs: Vec::new() };
    let operator = stake(&mut bench);
    let worker = register(&mut bench, &operator);
    let same = balance(&mut bench);
    assert_eq!(same.pubkey(), client.pubkey());
    let other = bench.network.client("bench crowd", CROWD as u64 * PRICE);
    for _ in 0..CROWD {
        bench.network.post(&other, PRICE);
    }
    let total = lifecycle(&mut bench, client, &worker);
    println!("lifecycle: {expected} CU alone, {total} CU among {CROWD} open jobs");
    total
}

fn other_ends(bench: &mut Bench, client: &Keypair, worker: &WorkerActor) {
    let job = bench.network.post(client, PRICE);
    bench.step("jobs", "job_cancel", jobs::job_cancel(job, &bench.network.job(&job)), &[client]);
    let job = bench.network.post(client, PRICE);
    bench.network.chain.advance(86_400);
    bench.step("jobs", "job_expire", jobs::job_expire(job, &bench.network.job(&job)), &[]);
    let job = bench.network.post(client, PRICE);
    bench.network.drive(worker, job, furnace_client::accounts::JobState::Review);
    bench.network.chain.advance(86_400);
    bench.step("jobs", "job_settle", jobs::job_settle(job, &bench.network.job(&job)), &[]);
}

fn offences(bench: &mut Bench, client: &Keypair, operator: &OperatorActor, worker: &WorkerActor) {
    let job = bench.network.post(client, PRICE);
    bench.network.try_claim(worker, job).expect("claim");
    let quit = slashing::slash_quit(job, &bench.network.job(&job), operator.pool);
    bench.step("slashing", "slash_quit", quit, &[&worker.key]);
    bench.network.try_claim(worker, job).expect("claim");
    bench.network.chain.advance(86_400);
    let reporter = pda::heat_account(&client.pubkey());
    let slash = slashing::slash_missed_deadline(job, &bench.network.job(&job), operator.pool, reporter);
    bench.step_with_call(("slashing", "slash_missed_deadline"), ("staking", "slash", &program::STAKING), slash);
}

fn exits(bench: &mut Bench, operator: &OperatorActor, client: &Keypair) {
    let wallet = operator.wallet.pubkey();
    let home = pda::heat_account(&wallet);
    bench.network.try_sync(operator.pool).expect("sync");
    let claim = staking::commission_claim(wallet, staking::Reward::Heat, home);
    bench.step("staking", "commission_claim", claim, &[&operator.wallet]);
    let unstake = staking::unstake(wallet, operator.pool, 100 * HEAT);
    bench.step("staking", "unstake", unstake, &[&operator.wallet]);
    bench.network.chain.advance(COOLDOWN);
    bench.step("staking", "withdraw", staking::withdraw(wallet, operator.pool, home, 0), &[&operator.wallet]);
    let home = pda::heat_account(&client.pubkey());
    bench.step("jobs", "withdraw", jobs::withdraw(client.pubkey(), home, HEAT), &[client]);
    let market = pda::market(&wallet, 0);
    let payer = bench.network.payer();
    bench.step("token", "fee_vault_open", token::fee_vault_open(payer, market), &[]);
    let open = jobs::market_open(wallet, payer, crate::network::market_terms(0));
    bench.step("jobs", "market_open", open, &[&operator.wallet]);
}

fn sizes() -> Vec<ProgramSize> {
    let size = |name: &str| {
        let path = deploy_folder().join(format!("{name}.so"));
        std::fs::metadata(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).len()
    };
    PROGRAMS.iter().map(|(name, _)| ProgramSize { name: (*name).into(), so_bytes: size(name) }).collect()
}
