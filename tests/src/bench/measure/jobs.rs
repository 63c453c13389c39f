//! The life of a job, and of those who have part in it.

use furnace_client::accounts::JobState;
use furnace_client::instructions::jobs;
use furnace_client::instructions::jobs::Venue;
use furnace_client::pda;
use furnace_common::units::HEAT;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::Bench;
use crate::chain::key;
use crate::network::{OperatorActor, PRICE, WorkerActor, attestation, job_terms, worker_args};

/// Returns the parties, and the cost from post to settlement.
pub(super) fn all(bench: &mut Bench, operator: &OperatorActor) -> (Keypair, WorkerActor, u64) {
    let worker = register(bench, operator);
    let client = balance(bench);
    let lifecycle_cu = lifecycle(bench, &client, &worker);
    let job = bench.network.post(&client, PRICE);
    bench.step("jobs", "job_cancel", jobs::job_cancel(job, &bench.network.job(&job)), &[&client]);
    let job = bench.network.post(&client, PRICE);
    bench.network.chain.advance(86_400);
    bench.step("jobs", "job_expire", jobs::job_expire(job, &bench.network.job(&job)), &[]);
    let job = bench.network.post(&client, PRICE);
    bench.network.drive(&worker, job, JobState::Review);
    bench.network.chain.advance(86_400);
    bench.step("jobs", "job_settle", jobs::job_settle(job, &bench.network.job(&job), &bench.network.payee(&job)), &[]);
    (client, worker, lifecycle_cu)
}

pub(in crate::bench) fn register(bench: &mut Bench, operator: &OperatorActor) -> WorkerActor {
    let key = key("bench worker");
    let (wallet, payer) = (operator.wallet.pubkey(), bench.network.payer());
    let instruction = jobs::worker_register(wallet, payer, key.pubkey(), worker_args());
    bench.step("jobs", "worker_register", instruction, &[&operator.wallet, &key]);
    WorkerActor { address: pda::worker(&operator.operator, &key.pubkey()), wallet, key }
}

pub(in crate::bench) fn balance(bench: &mut Bench) -> Keypair {
    let client = bench.network.wallet("bench client", 1_000 * HEAT);
    let (address, payer) = (client.pubkey(), bench.network.payer());
    let source = pda::heat_account(&address);
    bench.step("jobs", "balance_open", jobs::balance_open(address, payer, pda::heat_mint()), &[&client]);
    bench.step("jobs", "deposit", jobs::deposit(address, pda::heat_mint(), source, 900 * HEAT), &[&client]);
    client
}

/// post -> claim -> start -> submit -> accept; returns their sum.
pub(in crate::bench) fn lifecycle(bench: &mut Bench, client: &Keypair, worker: &WorkerActor) -> u64 {
    let number = bench.network.balance(&client.pubkey()).next_job;
    let (market, payer) = (bench.network.market, bench.network.payer());
    let (job, post) = jobs::job_post(client.pubkey(), payer, &Venue::heat(market), number, job_terms(PRICE));
    let key = worker.key.pubkey();
    let mut total = 0;
    total += bench.step("jobs", "job_post", post, &[client]).compute_units;
    let claim = jobs::job_claim(worker.wallet, key, job);
    total += bench.step("jobs", "job_claim", claim, &[&worker.key]).compute_units;
    total += bench.step("jobs", "job_start", jobs::job_start(key, job, 0), &[&worker.key]).compute_units;
    bench.network.chain.advance(60);
    let submit = jobs::job_submit(key, job, attestation());
    total += bench.step("jobs", "job_submit", submit, &[&worker.key]).compute_units;
    let accept = jobs::job_accept(job, &bench.network.job(&job), &bench.network.payee(&job));
    total += bench.step("jobs", "job_accept", accept, &[client]).compute_units;
    bench.step("jobs", "job_close", jobs::job_close(client.pubkey(), job, &bench.network.job(&job)), &[client]);
    total
}

/// Client, worker and operator leave.
pub(super) fn ends(bench: &mut Bench, operator: &OperatorActor, client: &Keypair, worker: &WorkerActor) {
    let home = pda::heat_account(&client.pubkey());
    bench.step("jobs", "withdraw", jobs::withdraw(client.pubkey(), pda::heat_mint(), home, HEAT), &[client]);
    let wallet = operator.wallet.pubkey();
    let retire = jobs::worker_retire(wallet, worker.key.pubkey());
    bench.step("jobs", "worker_retire", retire, &[&operator.wallet]);
    bench.network.chain.advance(furnace_common::limits::LEAVING_SECONDS);
    let payer = bench.network.payer();
    bench.step("jobs", "operator_close", jobs::operator_close(wallet, payer), &[&operator.wallet]);
}
