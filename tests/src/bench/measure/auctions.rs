//! Auctions with as many bids as they take.

use furnace_client::generated::jobs::types::{JobTerms, LeaseTerms};
use furnace_client::instructions::jobs::{self, Bidder};
use furnace_client::instructions::staking;
use furnace_common::limits::{AWARD_SECONDS, MAX_BIDS};
use furnace_common::state::{Payment, PriceMode};
use solana_address::Address;
use solana_signer::Signer;

use super::stage::{RATE, Stage, WAGE};
use crate::bench::{Cost, Flat};
use crate::network::{CLAIM_SECONDS, job_terms, lease_terms};

/// The worker whose operator takes its stake away, and the one that comes when all places are taken.
const POOR: usize = MAX_BIDS - 1;
const LATE: usize = MAX_BIDS;

pub(super) fn all() -> (Vec<Cost>, Vec<Flat>) {
    let mut stage = Stage::new(Payment::HeatForUsd, MAX_BIDS + 1);
    let client = stage.client.insecure_clone();
    let job = stage.post(JobTerms { mode: PriceMode::Auction.byte(), ..job_terms(WAGE) });
    let open = jobs::bids_open(client.pubkey(), stage.network().payer(), job);
    stage.step("bids_open", "", open, &[&client]);
    let flat = bid(&mut stage, job);
    award(&mut stage, job);
    lease(&mut stage);
    (stage.bench.costs, flat)
}

/// Bids until all places are taken, and one more.
fn bid(stage: &mut Stage, job: Address) -> Vec<Flat> {
    let alone = place(stage, job, 0, "the first");
    let award_alone = choose(stage, job, "one bid");
    for number in 1..POOR {
        place(stage, job, number, "");
    }
    stage.apart(|stage| {
        let worker = &stage.workers[POOR - 1];
        let (wallet, key) = (worker.wallet, worker.key.insecure_clone());
        stage.step("bid_withdraw", "", jobs::bid_withdraw(wallet, key.pubkey(), job), &[&key]);
    });
    let last = place(stage, job, POOR, "the last");
    let award_last = choose(stage, job, "as many as may be");
    stage.apart(|stage| {
        place(stage, job, LATE, "in the place of the worst");
    });
    let flat = |what: &str, few_cu, many_cu| Flat {
        what: what.into(),
        few: 0,
        few_cu,
        many: MAX_BIDS - 1,
        many_cu,
        rise: Some(BID_RISE * (MAX_BIDS as u64 - 1)),
    };
    vec![flat("bid_place among bids", alone, last), flat("bid_award among bids", award_alone, award_last)]
}

/// What one more bid may add to what the next one, or the award, costs.
const BID_RISE: u64 = 30;

/// Places the bid of the worker of a number; those of a case are measured.
fn place(stage: &mut Stage, order: Address, number: usize, case: &str) -> u64 {
    let (wallet, key) = (stage.workers[number].wallet, stage.workers[number].key.insecure_clone());
    // Each under the one before, so that the best comes last.
    let bid = jobs::bid_place(wallet, key.pubkey(), order, WAGE / 2 - number as u64);
    if case.is_empty() {
        stage.send(bid, &[&key]);
        return 0;
    }
    stage.step("bid_place", case, bid, &[&key]).compute_units
}

/// The client chooses the last bidder, on a copy of the chain.
fn choose(stage: &mut Stage, job: Address, case: &str) -> u64 {
    let mut cost = 0;
    stage.apart(|stage| {
        let client = stage.client.insecure_clone();
        let bids = stage.network().bids(&job);
        let bidder = bidder(stage, usize::from(bids.count) - 1);
        let award = jobs::bid_award(job, &stage.network().job(&job), &bids, &bidder, WAGE);
        cost = stage.step("bid_award", case, award, &[&client]).compute_units;
    });
    cost
}

fn bidder(stage: &Stage, number: usize) -> Bidder {
    stage.workers[number].bidder()
}

/// The bidding is over.
fn award(stage: &mut Stage, job: Address) {
    stage.network().chain.advance(i64::from(CLAIM_SECONDS) + 1);
    let bids = stage.network().bids(&job);
    stage.apart(|stage| {
        let best = jobs::bid_award_best(job, &stage.network().job(&job), &bids, &bidder(stage, POOR));
        stage.step("bid_award_best", "", best, &[]);
    });
    stage.apart(|stage| {
        let wallet = crate::chain::key(&format!("bench operator {POOR}"));
        let pool = furnace_client::pda::pool(&wallet.pubkey());
        let shares = stage.network().position(&pool, &wallet.pubkey()).shares;
        stage.send(staking::unstake(wallet.pubkey(), pool, shares), &[&wallet]);
        stage.step("bid_drop", "", jobs::bid_drop(job, &bidder(stage, POOR)), &[]);
    });
    stage.network().chain.advance(i64::from(AWARD_SECONDS));
    let expire = jobs::job_expire(job, &stage.network().job(&job));
    stage.send(expire, &[]);
    stage.step("bids_close", "", jobs::bids_close(job, &bids), &[]);
}

/// The same for a lease.
fn lease(stage: &mut Stage) {
    let client = stage.client.insecure_clone();
    let lease = stage.lease(LeaseTerms { auction: true, ..lease_terms(RATE) });
    let open = jobs::lease_bids_open(client.pubkey(), stage.network().payer(), lease);
    stage.step("lease_bids_open", "", open, &[&client]);
    for number in 0..MAX_BIDS {
        let (wallet, key) = (stage.workers[number].wallet, stage.workers[number].key.insecure_clone());
        stage.send(jobs::bid_place(wallet, key.pubkey(), lease, RATE - number as u64), &[&key]);
    }
    let (bids, account, last) = (stage.network().bids(&lease), stage.network().lease(&lease), bidder(stage, POOR));
    stage.apart(|stage| {
        let award = jobs::lease_award(lease, &account, &bids, &last, RATE);
        stage.step("lease_award", "", award, &[&client]);
    });
    stage.network().chain.advance(i64::from(CLAIM_SECONDS) + 1);
    stage.apart(|stage| {
        stage.step("lease_award_best", "", jobs::lease_award_best(lease, &account, &bids, &last), &[]);
    });
    stage.send(jobs::lease_cancel(lease, &account), &[&client]);
    stage.step("lease_bids_close", "", jobs::lease_bids_close(lease, &bids), &[]);
}
