//! Wrong entries of products: shown with sums of two lengths, in a tree as high as any, and punished.

use furnace_client::accounts::{ProgramAccount, Refutation};
use furnace_client::instructions::slashing;
use furnace_client::program;
use furnace_common::product::{MAX_INNER, MAX_SIDE, Product};
use furnace_common::units::HEAT;
use solana_address::Address;
use solana_signer::Signer;

use super::Bench;
use crate::bench::Cost;
use crate::network::Network;
use crate::network::refutations::evidence;

pub(super) fn all() -> Vec<Cost> {
    let mut bench = Bench { network: Network::new(), costs: Vec::new() };
    let operator = bench.network.operator("bench operator", 5_000 * HEAT);
    let worker = bench.network.worker(&operator, "bench worker");
    let client = bench.network.client("bench client", 100 * HEAT);
    let refuter = bench.network.chain.payer.insecure_clone();
    bench.network.give(&refuter.pubkey(), 0);
    for (inner, case, settled) in [(4_096, "4,096 products", true), (MAX_INNER, "131,071 products", false)] {
        let lie = evidence(Product { rows: MAX_SIDE, columns: MAX_SIDE, inner, seed: 7 }, (16_383, 16_383), 1);
        let job = bench.network.deliver_product(&client, &worker, &lie);
        // A longer sum takes more units than a transaction has by itself.
        let receipt = bench.network.try_refute(&refuter, job, &lie).expect("refuted");
        let cost = receipt.consumed_by(&program::SLASHING);
        bench.record("slashing", "entry_refute", case, cost, receipt.bytes, Refutation::SIZE);
        if settled {
            bench.network.try_accept(&client, job).expect("accept");
        }
        punished(&mut bench, job, &operator.pool, if settled { "settled" } else { "in review" });
        if !settled {
            let close = slashing::refutation_close(&bench.network.refutation(&job, 0));
            bench.step("slashing", "refutation_close", close, &[]);
        }
    }
    bench.costs
}

fn punished(bench: &mut Bench, job: Address, pool: &Address, case: &str) {
    let slash = slashing::slash_wrong_entry(&bench.network.refutation(&job, 0), &bench.network.job(&job), *pool);
    bench.step_in("slashing", "slash_wrong_entry", case, slash, &[]);
}
