//! Penalties at their dearest: of workers that left something behind, for a client whose compensation goes to the
//! balance that pays.

use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::{jobs, slashing};
use furnace_client::{pda, program};
use furnace_common::limits::{FAILOVER_SECONDS, MAX_SEATS};
use furnace_common::penalties::DOWNTIME_TIERS;
use furnace_common::state::Payment;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::stage::{RATE, Stage, WAGE, drawn_terms};
use crate::bench::Cost;
use crate::network::delivery::checkpoint;
use crate::network::{gang_terms, lease_terms, replica_terms};

const LAST: u8 = MAX_SEATS as u8 - 1;

pub(super) fn all() -> Vec<Cost> {
    let mut stage = Stage::new(Payment::HeatForUsd, MAX_SEATS);
    job(&mut stage);
    for (terms, case) in
        [(replica_terms(WAGE, LAST + 1, LAST + 1), "of replicas"), (gang_terms(WAGE, LAST + 1), "of a gang")]
    {
        let job = super::crews::assembled(&mut stage, terms, false);
        seat(&mut stage, job, case);
        stage.network().chain.advance(86_400);
    }
    lease(&mut stage);
    stage.bench.costs
}

/// A worker that made a checkpoint quits, or is late.
fn job(stage: &mut Stage) {
    let (worker, key) = (stage.workers[0].wallet, stage.workers[0].key.insecure_clone());
    let job = stage.post(drawn_terms());
    for step in [
        jobs::job_claim(worker, key.pubkey(), job),
        jobs::job_start(key.pubkey(), job, 0),
        jobs::job_checkpoint(key.pubkey(), job, checkpoint(1, 1)),
    ] {
        stage.send(step, &[&key]);
    }
    let (account, pool) = (stage.network().job(&job), pda::pool(&worker));
    let reporter = pda::heat_account(&stage.client.pubkey());
    stage.apart(|stage| {
        let quit = slashing::slash_quit(job, &account, pool);
        punish(stage, ("slash_quit", "job_reclaim"), "quit", quit, &[&key]);
    });
    stage.network().chain.set_time(account.deadline + 1);
    let missed = slashing::slash_missed_deadline(job, &account, pool, reporter);
    punish(stage, ("slash_missed_deadline", "job_reclaim"), "missed deadline", missed, &[]);
}

/// The same in a seat of a crew, all of whom are late.
fn seat(stage: &mut Stage, job: Address, case: &str) {
    let (pool, key) =
        (pda::pool(&stage.workers[usize::from(LAST)].wallet), stage.workers[usize::from(LAST)].key.insecure_clone());
    let (account, seat) = (stage.network().job(&job), stage.network().seat(&job, LAST));
    let reporter = pda::heat_account(&stage.client.pubkey());
    stage.apart(|stage| {
        let quit = slashing::slash_quit_seat(job, &account, LAST, &seat, pool);
        punish(stage, ("slash_quit_seat", "seat_reclaim"), &format!("quit, {case}"), quit, &[&key]);
    });
    stage.network().chain.set_time(account.deadline + 1);
    let missed = slashing::slash_missed_seat(job, &account, LAST, &seat, pool, reporter);
    punish(stage, ("slash_missed_seat", "seat_reclaim"), &format!("missed deadline, {case}"), missed, &[]);
}

/// A worker of a lease does not answer, for a while and for long.
fn lease(stage: &mut Stage) {
    let (client, worker) = (stage.client.insecure_clone(), stage.workers[0].key.insecure_clone());
    let terms = LeaseTerms { backup: stage.workers[1].address, ..lease_terms(RATE) };
    let lease = stage.lease(terms);
    stage.send(jobs::lease_claim(stage.workers[0].wallet, worker.pubkey(), lease), &[&worker]);
    stage.send(jobs::lease_start(worker.pubkey(), lease), &[&worker]);
    let ping = jobs::lease_ping(lease, &stage.network().lease(&lease));
    stage.send(ping, &[&client]);
    for (seconds, case) in [(DOWNTIME_TIERS[0].0 + 1, "outage"), (FAILOVER_SECONDS, "lease is lost")] {
        stage.network().chain.advance(seconds);
        let slash = outage(stage, lease);
        punish(stage, ("slash_downtime", "lease_reclaim"), case, slash, &[]);
    }
}

/// Anyone reports that the lease's worker is down.
pub(super) fn outage(stage: &mut Stage, lease: Address) -> Instruction {
    let pool = pda::pool(&stage.workers[0].wallet);
    let reporter = pda::heat_account(&stage.client.pubkey());
    slashing::slash_downtime(lease, &stage.network().lease(&lease), pool, reporter)
}

/// Measures a penalty, and the call by which the order is taken from the worker.
fn punish(stage: &mut Stage, names: (&str, &str), case: &str, instruction: Instruction, signers: &[&Keypair]) {
    let receipt = stage.bench.step_in("slashing", names.0, case, instruction, signers);
    stage.bench.record("jobs", names.1, case, receipt.consumed_by(&program::JOBS), receipt.bytes, 0);
}
