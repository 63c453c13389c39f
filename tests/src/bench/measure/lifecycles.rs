//! A fixed-price job from post to settlement at its dearest: in each kind of market, by a drawn worker, of a client
//! whose payment empties the places of several sponsors.

use furnace_client::instructions::jobs;
use furnace_common::state::Payment;
use solana_signer::Signer;

use super::stage::{Stage, drawn_terms};
use crate::bench::{Cost, Lifecycle, budget};
use crate::network::attestation;

const PAYMENTS: [(Payment, &str); 3] = [
    (Payment::Heat, "HEAT, sponsors"),
    (Payment::HeatForUsd, "HEAT for dollars, sponsors"),
    (Payment::Usd, "dollars, sponsors"),
];

pub(super) fn all() -> (Vec<Cost>, Vec<Lifecycle>) {
    let mut costs = Vec::new();
    let lifecycles = PAYMENTS.map(|(payment, case)| {
        let mut stage = Stage::new(payment, 1);
        let cu = lifecycle(&mut stage, case);
        costs.append(&mut stage.bench.costs);
        Lifecycle { what: case.into(), cu, budget: budget::LIFECYCLE }
    });
    (costs, lifecycles.into())
}

fn lifecycle(stage: &mut Stage, case: &str) -> u64 {
    let client = stage.client.insecure_clone();
    let (wallet, key) = (stage.workers[0].wallet, stage.workers[0].key.insecure_clone());
    let worker = key.pubkey();
    let (job, post) = stage.posting(drawn_terms());
    let mut total = stage.step("job_post", case, post, &[&client]).compute_units;
    total += stage.step("job_claim", case, jobs::job_claim(wallet, worker, job), &[&key]).compute_units;
    total += stage.step("job_start", case, jobs::job_start(worker, job, 0), &[&key]).compute_units;
    stage.network().chain.advance(60);
    let submit = jobs::job_submit(worker, job, attestation());
    total += stage.step("job_submit", case, submit, &[&key]).compute_units;
    let account = stage.network().job(&job);
    let payee = stage.payee(&account.operator);
    stage.apart(|stage| {
        stage.network().chain.advance(86_400);
        stage.step("job_settle", case, jobs::job_settle(job, &account, &payee), &[]);
    });
    total += stage.step("job_accept", case, jobs::job_accept(job, &account, &payee), &[&client]).compute_units;
    total
}
