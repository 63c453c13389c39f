//! Crews of as many workers as they take.

use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::instructions::jobs;
use furnace_common::limits::MAX_SEATS;
use furnace_common::state::Payment;
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::stage::{Stage, WAGE};
use crate::bench::Cost;
use crate::network::{REVIEW_SECONDS, SALT, attestation_to, gang_terms, replica_terms};

/// The replica that comes to another result than the rest, and the one that makes the quorum.
const WRONG: u8 = 0;
const QUORUM: u8 = 5;
const LAST: u8 = MAX_SEATS as u8 - 1;

pub(super) fn all() -> Vec<Cost> {
    let mut stage = Stage::new(Payment::HeatForUsd, MAX_SEATS);
    let replicas = replica_terms(WAGE, MAX_SEATS as u8, QUORUM);
    let job = assembled(&mut stage, replicas, true);
    conclude(&mut stage, job);
    agree(&mut stage, job);
    let gang = assembled(&mut stage, gang_terms(WAGE, MAX_SEATS as u8), false);
    deliver(&mut stage, gang);
    stage.bench.costs
}

/// A job whose seats are all taken, by workers that were drawn.
pub(super) fn assembled(stage: &mut Stage, terms: JobTerms, measured: bool) -> Address {
    let client = stage.client.insecure_clone();
    let (job, post) = stage.posting(JobTerms { sortition_seconds: 200, sortition_bps: 9_999, ..terms });
    stage.send(post, &[&client]);
    let open = jobs::crew_open(client.pubkey(), stage.network().payer(), job);
    let join = |stage: &Stage, seat: u8| {
        let worker = &stage.workers[usize::from(seat)];
        (jobs::crew_join(worker.wallet, worker.key.pubkey(), job), worker.key.insecure_clone())
    };
    if measured {
        stage.step("crew_open", "", open, &[&client]);
    } else {
        stage.send(open, &[&client]);
    }
    for seat in 0..=LAST {
        let (join, key) = join(stage, seat);
        match seat {
            0 if measured => drop(stage.step("crew_join", "the first", join, &[&key])),
            LAST if measured => drop(stage.step("crew_join", "the last", join, &[&key])),
            _ => stage.send(join, &[&key]),
        }
    }
    job
}

/// Nobody delivered in time.
fn conclude(stage: &mut Stage, job: Address) {
    stage.apart(|stage| {
        let deadline = stage.network().job(&job).deadline;
        stage.network().chain.set_time(deadline + 1);
        stage.step("crew_conclude", "", jobs::crew_conclude(job), &[]);
    });
}

/// Replicas commit and reveal, and those that agree are paid.
fn agree(stage: &mut Stage, job: Address) {
    let result = |seat: u8| if seat == WRONG { 1 } else { 2 };
    for seat in 0..=LAST {
        let key = stage.workers[usize::from(seat)].key.insecure_clone();
        let hash = Sha256::new().chain_update([result(seat); 32]);
        let hash = hash.chain_update(stage.workers[usize::from(seat)].address).chain_update(SALT);
        let commit = jobs::crew_commit(key.pubkey(), job, seat, hash.finalize().into());
        step(stage, "crew_commit", seat, commit, &[(LAST, "")]);
    }
    for seat in 0..=LAST {
        let key = stage.workers[usize::from(seat)].key.pubkey();
        let reveal = jobs::crew_reveal(key, job, seat, attestation_to(result(seat)), SALT);
        step(stage, "crew_reveal", seat, reveal, &[(WRONG, "the first"), (QUORUM, "the quorum"), (LAST, "the last")]);
    }
    pay(stage, job, WRONG + 1, &[(WRONG + 1, "the first"), (LAST, "the last")]);
    let release = jobs::seat_release(job, &stage.network().job(&job), &stage.network().crew(&job), WRONG);
    stage.step("seat_release", "", release, &[]);
    let client = stage.client.insecure_clone();
    let close = jobs::crew_close(client.pubkey(), job, &stage.network().crew(&job));
    stage.step("crew_close", "", close, &[&client]);
}

/// A gang delivers, and the client accepts, or says nothing.
fn deliver(stage: &mut Stage, job: Address) {
    let (client, first) = (stage.client.insecure_clone(), stage.workers[0].key.insecure_clone());
    let meet = jobs::crew_meet(first.pubkey(), job, LAST, [7; 96]);
    stage.step("crew_meet", "", meet, &[&first]);
    for seat in 0..=LAST {
        let key = stage.workers[usize::from(seat)].key.pubkey();
        let submit = jobs::crew_submit(key, job, seat, attestation_to(seat + 1));
        step(stage, "crew_submit", seat, submit, &[(0, "the first"), (LAST, "the last")]);
    }
    let account = stage.network().job(&job);
    stage.apart(|stage| {
        stage.network().chain.advance(i64::from(REVIEW_SECONDS));
        stage.step("crew_settle", "", jobs::crew_settle(job, &account), &[]);
        pay(stage, job, 0, &[(0, "of a gang")]);
    });
    stage.step("crew_accept", "", jobs::crew_accept(job, &account), &[&client]);
}

/// Pays the seats from one on.
fn pay(stage: &mut Stage, job: Address, from: u8, measured: &[(u8, &str)]) {
    for seat in from..=LAST {
        let (account, crew) = (stage.network().job(&job), stage.network().crew(&job));
        let payee = stage.payee(&crew.seats[usize::from(seat)].operator);
        step(stage, "seat_pay", seat, jobs::seat_pay(job, &account, &crew, seat, &payee), measured);
    }
}

/// An instruction that the worker of a seat may have to sign; that of some seats is measured.
fn step(stage: &mut Stage, name: &str, seat: u8, instruction: Instruction, measured: &[(u8, &str)]) {
    let key = stage.workers[usize::from(seat)].key.insecure_clone();
    match measured.iter().find(|(of, _)| *of == seat) {
        Some((_, case)) => drop(stage.step(name, case, instruction, &[&key])),
        None => stage.send(instruction, &[&key]),
    }
}
