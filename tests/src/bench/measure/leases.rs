//! A lease with a backup worker and a warning, from its opening to its end.

use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::limits::{FAILOVER_SECONDS, PING_BOND_SECONDS};
use furnace_common::penalties::DOWNTIME_TIERS;
use furnace_common::state::{CloseReason, Payment};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::penalties::outage;
use super::stage::{RATE, Stage};
use crate::bench::Cost;
use crate::network::{CLAIM_SECONDS, lease_terms};

const HOUR: i64 = 3_600;

pub(super) fn all() -> Vec<Cost> {
    let mut stage = Stage::new(Payment::HeatForUsd, 2);
    let client = stage.client.insecure_clone();
    let worker = stage.workers[0].key.insecure_clone();
    let terms = LeaseTerms { low_seconds: HOUR as u32, backup: stage.workers[1].address, ..lease_terms(RATE) };
    let (lease, open) = stage.leasing(terms);
    stage.step("lease_open", "", open, &[&client]);
    unclaimed(&mut stage, lease);
    let claim = jobs::lease_claim(stage.workers[0].wallet, worker.pubkey(), lease);
    stage.step("lease_claim", "", claim, &[&worker]);
    stage.step("lease_start", "", jobs::lease_start(worker.pubkey(), lease), &[&worker]);
    bills(&mut stage, lease);
    notice(&mut stage, lease);
    stage.network().chain.advance(601);
    let ping = jobs::lease_ping(lease, &stage.network().lease(&lease));
    stage.step("lease_ping", "", ping, &[&client]);
    pinged(&mut stage, lease);
    stage.bench.costs
}

/// Nobody takes it.
fn unclaimed(stage: &mut Stage, lease: Address) {
    let (client, account) = (stage.client.insecure_clone(), stage.network().lease(&lease));
    stage.apart(|stage| {
        stage.step("lease_cancel", "", jobs::lease_cancel(lease, &account), &[&client]);
    });
    stage.apart(|stage| {
        stage.network().chain.advance(i64::from(CLAIM_SECONDS) + 1);
        stage.step("lease_expire", "", jobs::lease_expire(lease, &account), &[]);
    });
}

/// What is billed while it lasts, and when the funds do not.
fn bills(stage: &mut Stage, lease: Address) {
    let client = stage.client.insecure_clone();
    let (top_up, end) = (jobs::lease_top_up(lease, &stage.network().lease(&lease), 12_345_678), end(stage, lease));
    stage.apart(|stage| {
        stage.step("lease_top_up", "", top_up.clone(), &[&client]);
        settle(stage, lease, 601, "");
        let close = jobs::lease_close(lease, &stage.network().lease(&lease), &payee(stage), CloseReason::Finished);
        stage.network().chain.advance(601);
        stage.step("lease_close", "", close, &[&client]);
        let sweep = jobs::lease_sweep(client.pubkey(), lease, &stage.network().lease(&lease));
        stage.step("lease_sweep", "", sweep, &[&client]);
    });
    stage.apart(|stage| {
        settle(stage, lease, 1_201, "funds are low");
        settle(stage, lease, HOUR, "funds are used up");
        stage.apart(|stage| drop(stage.step("lease_top_up", "of a suspended one", top_up, &[&client])));
        stage.network().chain.advance(HOUR + HOUR);
        stage.step("lease_end", "out of funds", end.clone(), &[]);
    });
    stage.apart(|stage| {
        stage.network().chain.advance(24 * HOUR);
        stage.step("lease_end", "time is up", end, &[]);
    });
}

fn payee(stage: &Stage) -> jobs::Payee {
    stage.payee(&pda::operator(&stage.workers[0].wallet))
}

fn end(stage: &mut Stage, lease: Address) -> Instruction {
    jobs::lease_end(lease, &stage.network().lease(&lease), &payee(stage))
}

/// Settles after so many seconds.
fn settle(stage: &mut Stage, lease: Address, seconds: i64, case: &str) {
    stage.network().chain.advance(seconds);
    let settle = jobs::lease_settle(lease, &stage.network().lease(&lease), &payee(stage));
    stage.step("lease_settle", case, settle, &[]);
}

/// The worker leaves, and a backup waits.
fn notice(stage: &mut Stage, lease: Address) {
    stage.apart(|stage| {
        let worker = stage.workers[0].key.insecure_clone();
        let funds = jobs::lease_top_up(lease, &stage.network().lease(&lease), 24 * 12_345_678);
        let client = stage.client.insecure_clone();
        stage.send(funds, &[&client]);
        stage.step("lease_notice", "", jobs::lease_notice(worker.pubkey(), lease), &[&worker]);
        stage.network().chain.advance(HOUR);
        let leave = jobs::lease_leave(lease, &stage.network().lease(&lease), &payee(stage));
        stage.step("lease_leave", "", leave, &[]);
    });
}

/// The worker answers in time, late, or not at all.
fn pinged(stage: &mut Stage, lease: Address) {
    let worker = stage.workers[0].key.insecure_clone();
    let answer = jobs::lease_answer(worker.pubkey(), lease);
    stage.apart(|stage| {
        stage.network().chain.advance(i64::from(PING_BOND_SECONDS));
        stage.step("lease_answer", "in time", answer.clone(), &[&worker]);
    });
    stage.apart(|stage| {
        stage.network().chain.advance(DOWNTIME_TIERS[0].0 + 1);
        let slash = outage(stage, lease);
        stage.send(slash, &[]);
        stage.step("lease_answer", "late", answer, &[&worker]);
    });
    settle(stage, lease, FAILOVER_SECONDS + 1, "ping unanswered");
}
