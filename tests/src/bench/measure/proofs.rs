//! Proofs of GPUs: with as many blocks as the chain remembers, as many roots as are shown at a time, and paths of any length.

use furnace_client::accounts::{Attempt, MemoryAttempt};
use furnace_client::generated::jobs::instructions::{MarketOpenInstructionArgs, WorkerRegisterInstructionArgs};
use furnace_client::generated::proofs::instructions::MemoryCommitInstructionArgs;
use furnace_client::instructions::{jobs, memory, proofs, slashing, token};
use furnace_client::pda;
use furnace_common::memory::{MAX_MIB, tree::PARTS};
use furnace_common::proof::{MAX_INNER, MAX_ROUNDS, MAX_SIZE, OPENING_SECONDS, SAMPLE_SLOTS, Shape, WINDOW_SECONDS};
use furnace_common::units::HEAT;
use solana_signer::Signer;

use super::Bench;
use crate::bench::Cost;
use crate::network::{EPOCH, Network, PRICE, WorkerActor, certified, job_terms, market_terms, worker_args};
use crate::prover::{commitment, showings};

/// What small GPUs prove, and larger ones.
const LARGE: Shape = Shape { size: 8_192, inner: 4_096, rounds: 16 };
const LARGER: Shape = Shape { size: 16_384, inner: 16_384, rounds: 16 };
const LARGEST: Shape = Shape { size: MAX_SIZE, inner: MAX_INNER, rounds: MAX_ROUNDS };
/// Blocks that the chain remembers.
const BLOCKS: u64 = 512;

pub(super) fn all() -> Vec<Cost> {
    let mut bench = Bench { network: Network::new(), costs: Vec::new() };
    let operator = bench.network.operator("bench operator", 5_000 * HEAT);
    let args = WorkerRegisterInstructionArgs { gpus: 3, ..worker_args() };
    let worker = bench.network.worker_with(&operator, "bench worker", args);
    let (payer, address, key) = (bench.network.payer(), worker.address, worker.key.pubkey());
    bench.step("proofs", "certificate_open", proofs::certificate_open(payer, address), &[]);
    bench.step("proofs", "attempt_open", proofs::attempt_open(payer, address, 0), &[]);
    for gpu in [1, 2] {
        bench.network.open_attempt(&address, gpu);
    }

    bench.network.chain.pass_slots(BLOCKS);
    bench.step("proofs", "beacon_announce", proofs::beacon_announce(), &[]);
    bench.network.chain.pass_slots(BLOCKS - 1);
    bench.step("proofs", "beacon_draw", proofs::beacon_draw(), &[]);
    let commit = proofs::attempt_commit(key, address, 0, commitment(LARGE, &[1; 32], &[]));
    bench.step("proofs", "attempt_commit", commit, &[&worker.key]);
    let (seed, roots) = (bench.network.challenge(&address, 2), [[1; 32]; MAX_ROUNDS as usize]);
    for (gpu, proof) in [(1, commitment(LARGER, &seed, &[])), (2, commitment(LARGEST, &seed, &roots))] {
        bench.network.try_commit_proof(&worker, gpu, proof).expect("commitment");
    }
    bench.network.chain.pass_slots(SAMPLE_SLOTS + 1);
    bench.step("proofs", "samples_draw", proofs::samples_draw(address, 0), &[]);
    for gpu in [1, 2] {
        bench.network.try_draw_samples(&address, gpu).expect("samples are drawn");
    }
    let shown = showings(&seed, &roots).remove(0);
    bench.step_in("proofs", "roots_show", "28 roots", proofs::roots_show(address, 2, shown), &[]);
    openings(&mut bench, &worker);

    bench.network.chain.advance(OPENING_SECONDS + 1);
    bench.step("proofs", "attempt_fail", proofs::attempt_fail(address, 0), &[]);
    for _ in 0..3 {
        bench.network.chain.advance(EPOCH);
        bench.network.begin_proofs();
    }
    let close = proofs::attempt_close(key, &bench.network.attempt(&address, 0));
    bench.step("proofs", "attempt_close", close, &[&worker.key]);
    let retire = jobs::worker_retire(operator.wallet.pubkey(), key);
    bench.network.send(&[retire], &[&operator.wallet]).expect("worker retires");
    let close = proofs::certificate_close(&bench.network.certificate(&address));
    bench.step("proofs", "certificate_close", close, &[]);
    bench.network = Network::new();
    worth(&mut bench);
    bench.network = Network::new();
    memory(&mut bench);
    bench.costs
}

/// Proofs of the largest memory there is; a walk is as long in all.
fn memory(bench: &mut Bench) {
    let operator = bench.network.operator("bench operator", 5_000 * HEAT);
    let worker = bench.network.worker(&operator, "bench worker");
    let (payer, address, key) = (bench.network.payer(), worker.address, worker.key.pubkey());
    bench.network.open_certificate(&address);
    bench.step("proofs", "memory_open", memory::memory_open(payer, address, 0), &[]);
    bench.network.begin_proofs();
    let largest = MemoryCommitInstructionArgs { mib: MAX_MIB, roots: [[1; 32]; PARTS] };
    let commit = memory::memory_commit(key, address, 0, largest);
    bench.step("proofs", "memory_commit", commit, &[&worker.key]);
    bench.network.chain.pass_slots(BLOCKS);
    bench.step("proofs", "memory_draw", memory::memory_draw(address, 0), &[]);
    for (kind, off, is_last) in [("right", 0, false), ("the last one", 0, true), ("wrong", 1, false)] {
        let before = bench.network.copy();
        let opening = bench.network.outlined_walk(&address, 0, off);
        if is_last {
            bench.network.tamper(&pda::memory(&address, 0), |memory: &mut MemoryAttempt| {
                memory.opened = !(1 << opening.sample);
            });
        }
        bench.step_in("proofs", "walk_open", kind, memory::walk_open(address, 0, opening), &[]);
        bench.network = before;
    }
    bench.network.chain.advance(OPENING_SECONDS + 1);
    bench.step("proofs", "memory_fail", memory::memory_fail(address, 0), &[]);
    for _ in 0..3 {
        bench.network.chain.advance(EPOCH);
        bench.network.begin_proofs();
    }
    let close = memory::memory_close(key, &bench.network.memory(&address, 0));
    bench.step("proofs", "memory_close", close, &[&worker.key]);
}

/// What a proof is good for: orders that ask for one, and points.
fn worth(bench: &mut Bench) {
    let operator = bench.network.operator("bench operator", 5_000 * HEAT);
    let worker = bench.network.worker(&operator, "bench worker");
    let (client, stranger) = (bench.network.client("bench client", 100 * HEAT), bench.network.wallet("stranger", 0));
    bench.network.chain.advance(EPOCH);
    bench.network.certify(&worker);
    let (payer, epoch) = (bench.network.payer(), bench.network.beacon().epoch);
    let open = token::points_open(payer, worker.address, operator.operator);
    bench.network.send(&[open, token::epoch_open(payer, epoch)], &[]).expect("points and epoch open");

    let terms = MarketOpenInstructionArgs { needs: certified(), ..market_terms(0) };
    let market = bench.network.open_market(&stranger, terms);
    let job = bench.network.try_post(&client, market, job_terms(PRICE)).expect("job is posted");
    let claim = jobs::job_claim(worker.wallet, worker.key.pubkey(), job);
    bench.step_in("jobs", "job_claim", "certified", claim, &[&worker.key]);
    bench.network.chain.advance(EPOCH + WINDOW_SECONDS + OPENING_SECONDS);
    bench.step("proofs", "points_grant", proofs::points_grant(worker.address, worker.wallet, epoch), &[]);
}

/// One sample of many, the last one, and a wrong one, of each shape. Each is of the last round there is a sample of.
fn openings(bench: &mut Bench, worker: &WorkerActor) {
    for (gpu, inner) in [(0, "4,096 products"), (1, "16,384 products"), (2, "65,528 products")] {
        for (kind, off, is_last) in [("right", 0, false), ("the last one", 0, true), ("wrong", 1, false)] {
            let before = bench.network.copy();
            let opening = bench.network.outline(&worker.address, gpu, off);
            if is_last {
                let others = !(1 << opening.sample);
                let attempt = pda::attempt(&worker.address, gpu);
                bench.network.tamper(&attempt, |attempt: &mut Attempt| attempt.opened = others);
            }
            let open = proofs::sample_open(worker.address, gpu, opening);
            bench.long_step_in("proofs", "sample_open", &format!("{inner}, {kind}"), open);
            if off != 0 && gpu == 0 {
                punish(bench, worker);
            }
            bench.network = before;
        }
    }
}

/// The worker is convicted: anyone has it punished.
fn punish(bench: &mut Bench, worker: &WorkerActor) {
    let payer = bench.network.payer();
    let reporter = pda::heat_account(&worker.wallet);
    let slash = slashing::slash_wrong_proof(payer, worker.address, 0, pda::pool(&worker.wallet), reporter);
    bench.step("slashing", "slash_wrong_proof", slash, &[]);
}
