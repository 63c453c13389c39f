//! A job that went from worker to worker.

use furnace_client::instructions::{jobs, slashing};
use furnace_client::pda;
use furnace_common::limits::{LEAVING_SECONDS, MAX_CREDITS};
use furnace_common::state::Payment;
use solana_address::Address;
use solana_signer::Signer;

use super::stage::{Stage, drawn_terms};
use crate::bench::Cost;
use crate::network::REVIEW_SECONDS;
use crate::network::attestation;
use crate::network::delivery::checkpoint;

pub(super) fn all() -> Vec<Cost> {
    let mut stage = Stage::new(Payment::HeatForUsd, MAX_CREDITS + 1);
    let job = stage.post(drawn_terms());
    for number in 0..MAX_CREDITS as u8 {
        begin(&mut stage, job, number);
        let key = stage.workers[usize::from(number)].key.insecure_clone();
        let progress = checkpoint(u32::from(number) + 1, 2_017 * (u16::from(number) + 1));
        stage.send(jobs::job_checkpoint(key.pubkey(), job, progress), &[&key]);
        let pool = pda::pool(&stage.workers[usize::from(number)].wallet);
        let quit = slashing::slash_quit(job, &stage.network().job(&job), pool);
        stage.send(quit, &[&key]);
    }
    deliver(&mut stage, job);
    settle(&mut stage, job);
    stage.bench.costs
}

/// The worker of a number claims the job, and goes on from all that the ones before it did.
fn begin(stage: &mut Stage, job: Address, number: u8) {
    let (wallet, key) =
        (stage.workers[usize::from(number)].wallet, stage.workers[usize::from(number)].key.insecure_clone());
    stage.send(jobs::job_claim(wallet, key.pubkey(), job), &[&key]);
    let start = jobs::job_start(key.pubkey(), job, number);
    if usize::from(number) < MAX_CREDITS {
        stage.send(start, &[&key]);
    } else {
        stage.step("job_start", "with the last credit", start, &[&key]);
    }
}

/// The last worker's part.
fn deliver(stage: &mut Stage, job: Address) {
    let key = stage.workers[MAX_CREDITS].key.insecure_clone();
    begin(stage, job, MAX_CREDITS as u8);
    stage.step("job_checkpoint", "", jobs::job_checkpoint(key.pubkey(), job, checkpoint(9, 9_017)), &[&key]);
    stage.send(jobs::job_submit(key.pubkey(), job, attestation()), &[&key]);
}

/// Everybody is paid but one, who is gone.
fn settle(stage: &mut Stage, job: Address) {
    stage.network().chain.advance(i64::from(REVIEW_SECONDS));
    let account = stage.network().job(&job);
    let settle = jobs::job_settle(job, &account, &stage.payee(&account.operator));
    stage.step("job_settle", "with credits", settle, &[]);
    let owed = stage.network().job(&job);
    let pay = |stage: &Stage, index: u8| {
        let payee = stage.payee(&owed.progress.credits[usize::from(index)].operator);
        jobs::credit_pay(job, &owed, index, &payee)
    };
    let [first, last] = [0, MAX_CREDITS as u8 - 1].map(|index| pay(stage, index));
    stage.step("credit_pay", "first", first, &[]);
    stage.step("credit_pay", "last", last, &[]);
    leave(stage, 1);
    stage.step("credit_forfeit", "", jobs::credit_forfeit(job, &owed, 1), &[]);
}

/// The operator of a number closes its book.
fn leave(stage: &mut Stage, number: usize) {
    let (wallet, key) = (stage.workers[number].wallet, stage.workers[number].key.pubkey());
    let signer = crate::chain::key(&format!("bench operator {number}"));
    stage.send(jobs::worker_retire(wallet, key), &[&signer]);
    stage.network().chain.advance(LEAVING_SECONDS);
    let payer = stage.network().payer();
    stage.send(jobs::operator_close(wallet, payer), &[&signer]);
}
