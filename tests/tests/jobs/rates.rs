//! The protocol's rates are taken when a market opens, and a job keeps them.

use furnace_client::accounts::{JobState, Market};
use furnace_client::generated::governance::instructions::ParametersProposeInstructionArgs;
use furnace_client::generated::governance::types::Parameters;
use furnace_client::instructions::governance;
use furnace_client::pda;
use furnace_tests::network::{NOTICE, PRICE, job_terms, market_terms, parameters};
use furnace_tests::scene::Scene;
use solana_address::Address;
use solana_signer::Signer;

/// Doubles the take and burns all of it.
fn raise(scene: &mut Scene) {
    let authority = scene.network.authority.insecure_clone();
    let args = Parameters { take_bps: 2_000, burn_bps: 10_000, staker_bps: 0, ..parameters() };
    let propose = governance::parameters_propose(authority.pubkey(), ParametersProposeInstructionArgs { args });
    scene.network.send(&[propose], &[&authority]).expect("parameters are announced");
    scene.network.chain.advance(NOTICE);
    scene.network.send(&[governance::parameters_apply()], &[]).expect("parameters take effect");
}

/// A market of the stranger's.
fn open(scene: &mut Scene, index: u8) -> Address {
    scene.network.open_market(&scene.stranger, market_terms(index))
}

#[test]
fn a_market_has_the_rates_of_the_day_it_opened() {
    // Given a market, and one that opened after the rates had changed
    let mut scene = Scene::new();
    let before = open(&mut scene, 0);
    raise(&mut scene);
    let after = open(&mut scene, 1);

    // Then each has the rates of its day
    let rates = |market: &Address| {
        let market: Market = scene.network.chain.read(market);
        (market.take_bps, market.burn_bps)
    };
    assert_eq!((rates(&before), rates(&after)), ((1_000, 5_000), (2_000, 10_000)));
}

#[test]
fn jobs_are_divided_by_the_rates_of_their_market() {
    // Given two markets with different rates
    let mut scene = Scene::new();
    let old = scene.network.market;
    raise(&mut scene);
    let new = open(&mut scene, 0);
    let income = crate::income(&scene.operator.pool);

    // When a job is settled in each, then the worker, the fee and the burn follow the market
    for (market, worker, fee) in [(old, 90, 5), (new, 80, 0)] {
        let job = scene.network.try_post(&scene.client, market, job_terms(PRICE)).expect("post");
        scene.network.drive(&scene.worker, job, JobState::Review);
        let fees = pda::fee_vault(&market, &pda::heat_mint());
        let before = (scene.network.tokens(&income), scene.network.tokens(&fees), scene.network.supply());
        scene.network.try_accept(&scene.client, job).expect("accept");
        let (earned, fee) = (PRICE * worker / 100, PRICE * fee / 100);
        assert_eq!(scene.network.tokens(&income), before.0 + earned);
        assert_eq!(scene.network.tokens(&fees), before.1 + fee);
        assert_eq!(scene.network.supply(), before.2 - (PRICE - earned - fee));
    }
}
