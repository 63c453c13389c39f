//! A change of parameters does not reach what began before it.

use furnace_client::accounts::{JobState, Market};
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::pda;
use furnace_common::limits::{MAX_COOLDOWN_SECONDS, MIN_COOLDOWN_SECONDS};
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, PRICE, job_terms, market_terms};
use furnace_tests::scene::{STAKE, Scene};
use solana_signer::Signer;

#[test]
fn an_unbonding_keeps_the_cooldown_with_which_it_began() {
    for cooldown in [MIN_COOLDOWN_SECONDS, MAX_COOLDOWN_SECONDS] {
        // Given an unbonding, when the cool-down becomes shorter or longer
        let mut scene = Scene::new();
        let (wallet, pool) = (scene.operator.wallet.insecure_clone(), scene.operator.pool);
        scene.network.try_unstake(&wallet, pool, STAKE / 2).expect("unstake");
        let began = scene.network.chain.now();
        scene.network.change_parameters(|parameters| parameters.cooldown_seconds = cooldown);

        // Then it ends when it would have, and the next one has the new
        scene.network.try_unstake(&wallet, pool, STAKE / 2).expect("unstake");
        let unlock_at = scene.network.position(&pool, &wallet.pubkey()).unlock_at;
        assert_eq!(unlock_at[..2], [began + COOLDOWN, scene.network.chain.now() + cooldown]);
        scene.network.chain.set_time(began + COOLDOWN - 1);
        let early = scene.network.try_withdraw_stake(&wallet, pool, 0);
        assert_error(early, FurnaceStakingError::StillCoolingDown);
        scene.network.chain.set_time(began + COOLDOWN);
        scene.network.try_withdraw_stake(&wallet, pool, 0).expect("withdraw");
    }
}

#[test]
fn a_market_keeps_the_rates_with_which_it_was_opened() {
    // Given a market, and rates that were raised since
    let mut scene = Scene::new();
    scene.network.change_parameters(|parameters| {
        parameters.take_bps = 2_000;
        parameters.burn_bps = 7_000;
    });
    let other = scene.network.open_market(&scene.stranger, market_terms(0));

    // When a job is settled in each, then the old one takes 10% and burns half of it, the new one 20% and 70%
    let market = scene.network.market;
    for (market, [to_worker, to_fire, to_fees]) in
        [(market, [9_000_000, 500_000, 500_000]), (other, [8_000_000, 1_400_000, 600_000])]
    {
        assert_eq!(PRICE, 10 * HEAT);
        let vaults =
            [pda::income_vault(&scene.operator.pool, &pda::heat_mint()), pda::fee_vault(&market, &pda::heat_mint())];
        let before = vaults.map(|vault| scene.network.tokens(&vault));
        let supply = scene.network.supply();
        let job = scene.network.try_post(&scene.client, market, job_terms(PRICE)).expect("post");
        scene.network.drive(&scene.worker, job, JobState::Review);
        scene.network.try_accept(&scene.client, job).expect("accept");
        let after = vaults.map(|vault| scene.network.tokens(&vault));
        assert_eq!(
            [after[0] - before[0], supply - scene.network.supply(), after[1] - before[1]],
            [to_worker, to_fire, to_fees]
        );
    }
    let read = |market| -> Market { scene.network.chain.read(&market) };
    assert_eq!((read(market).take_bps, read(other).take_bps), (1_000, 2_000));
}
