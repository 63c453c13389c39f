//! Penalties, and what they call.

use furnace_client::instructions::slashing;
use furnace_client::{pda, program};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::Bench;
use crate::network::{OperatorActor, PRICE, WorkerActor};

pub(super) fn all(bench: &mut Bench, operator: &OperatorActor, client: &Keypair, worker: &WorkerActor) {
    let job = bench.network.post(client, PRICE);
    bench.network.try_claim(worker, job).expect("claim");
    let quit = slashing::slash_quit(job, &bench.network.job(&job), operator.pool);
    bench.step("slashing", "slash_quit", quit, &[&worker.key]);
    bench.network.try_claim(worker, job).expect("claim");
    bench.network.chain.advance(86_400);
    let reporter = pda::heat_account(&client.pubkey());
    let slash = slashing::slash_missed_deadline(job, &bench.network.job(&job), operator.pool, reporter);
    let receipt = bench.step("slashing", "slash_missed_deadline", slash, &[]);
    // Only the slashing program calls these.
    for (program, name, id) in [("staking", "slash", program::STAKING), ("jobs", "job_reclaim", program::JOBS)] {
        bench.record(program, name, "", receipt.consumed_by(&id), receipt.bytes, 0);
    }
}
