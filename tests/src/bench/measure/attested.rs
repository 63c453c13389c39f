//! Results that need a co-signature: one that has it, and as many that have none as a job may lose.

use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::instructions::jobs;
use furnace_common::limits::MAX_ATTEMPTS;
use furnace_common::state::Payment;
use solana_address::Address;
use solana_signer::Signer;

use super::stage::{Stage, drawn_terms};
use crate::bench::Cost;
use crate::chain::key;
use crate::network::dollars::market_terms_in;
use crate::network::{REVIEW_SECONDS, attestation};

pub(super) fn all() -> Vec<Cost> {
    let attestor = key("bench attestor");
    let terms = MarketOpenInstructionArgs { attestor: attestor.pubkey(), ..market_terms_in(Payment::HeatForUsd, 0) };
    let mut stage = Stage::on(terms, 1);
    let client = stage.client.insecure_clone();
    let (job, post) = stage.posting(drawn_terms());
    stage.step("job_post", "to be co-signed", post, &[&client]);
    deliver(&mut stage, job);
    stage.apart(|stage| {
        let account = stage.network().job(&job);
        let attest = jobs::job_attest(attestor.pubkey(), job, &account, account.result_hash);
        stage.step("job_attest", "", attest, &[&attestor]);
    });
    for lost in 1..=MAX_ATTEMPTS {
        stage.network().chain.advance(i64::from(REVIEW_SECONDS));
        let lapse = jobs::job_lapse(job, &stage.network().job(&job));
        match lost {
            1 => drop(stage.step("job_lapse", "open again", lapse, &[])),
            MAX_ATTEMPTS => drop(stage.step("job_lapse", "failed", lapse, &[])),
            _ => stage.send(lapse, &[]),
        }
        if lost < MAX_ATTEMPTS {
            deliver(&mut stage, job);
        }
    }
    stage.bench.costs
}

/// The worker takes the job, and has a result.
fn deliver(stage: &mut Stage, job: Address) {
    let (wallet, key) = (stage.workers[0].wallet, stage.workers[0].key.insecure_clone());
    for step in [
        jobs::job_claim(wallet, key.pubkey(), job),
        jobs::job_start(key.pubkey(), job, 0),
        jobs::job_submit(key.pubkey(), job, attestation()),
    ] {
        stage.send(step, &[&key]);
    }
}
