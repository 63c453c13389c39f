//! A balance of as many sponsors as it may have, and what its client opens.

use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::limits::MAX_SPONSORS;
use furnace_common::state::Payment;
use solana_signer::Signer;

use super::stage::Stage;
use crate::bench::Cost;

pub(super) fn all() -> Vec<Cost> {
    let mut stage = Stage::new(Payment::Heat, 0);
    let [first, second] = [0, 1].map(|number| stage.sponsor_key(number));
    stage.fill(MAX_SPONSORS - 1);
    let last = stage.sponsor(1);
    stage.bench.step("jobs", "sponsor", last, &[&second]);
    // Half of the places are of one sponsor, and none next to another.
    let refund = jobs::refund(first.pubkey(), stage.balance(), pda::heat_account(&first.pubkey()));
    stage.apart(|stage| {
        stage.bench.step("jobs", "refund", refund, &[&first]);
    });
    markets(&mut stage);
    stage.bench.costs
}

/// A market is listed and closed.
fn markets(stage: &mut Stage) {
    let (market, opener) = (stage.venue.market, crate::chain::key("bench opener"));
    let authority = stage.network().authority.insecure_clone();
    stage.step("market_list", "", jobs::market_list(authority.pubkey(), market, true), &[&authority]);
    let close = jobs::market_close(market, &stage.network().market(&market), pda::heat_account(&opener.pubkey()));
    stage.step("market_close", "", close, &[&opener]);
}
