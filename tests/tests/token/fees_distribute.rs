//! Fees in HEAT go to stakers and the treasury; the burn share went at settlement.

use furnace_client::accounts::JobState;
use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::Network;
use furnace_tests::scene::{Scene, replaced};
use solana_signer::Signer;

use super::scene::{heat_fees, heirs, try_distribute};

/// Distributes so much HEAT; returns what stakers and treasury got.
fn parts(network: &mut Network, amount: u64) -> [u64; 2] {
    let vault = heat_fees(network, amount);
    let before = heirs(network, &pda::heat_mint());
    let receipt = try_distribute(network).expect("fees are distributed");
    let after = heirs(network, &pda::heat_mint());
    let [stakers, treasury] = [after[0] - before[0], after[1] - before[1]];
    assert_event(&receipt, "FeesDistributed", (vault, pda::heat_mint(), stakers, treasury, 0u64));
    assert_eq!((network.tokens(&vault), stakers + treasury), (0, amount));
    [stakers, treasury]
}

#[test]
fn stakers_have_three_parts_of_five_rounded_down() {
    // Given fees of all sizes, when they are distributed, then the odd unit is the treasury's
    let mut network = Network::new();
    for (fees, stakers) in [(1, 0), (2, 1), (3, 1), (5, 3), (999_999, 599_999), (1_000_003, 600_001)] {
        assert_eq!(parts(&mut network, fees), [stakers, fees - stakers], "{fees}");
    }
    // and all of it is counted
    let statistics = network.statistics();
    let to_stakers = [0, 1, 1, 3, 599_999, 600_001].iter().sum::<u64>();
    assert_eq!(statistics.fees_to_stakers, [to_stakers, 0]);
    assert_eq!(statistics.fees_to_treasury, [2_000_013 - to_stakers, 0]);
    assert_eq!(statistics.fees_to_auction, 0);
}

#[test]
fn a_settled_jobs_fee_is_divided() {
    // Given a job for 10 HEAT that was settled: its fee is 0.5 HEAT
    let mut scene = Scene::new();
    scene.job(JobState::Settled);
    let before = heirs(&scene.network, &pda::heat_mint());

    // When a stranger has it distributed, then 0.3 are the stakers' and 0.2 the treasury's
    let distribute = token::fees_distribute(scene.network.market);
    scene.network.send(&[distribute], &[&scene.stranger]).expect("fees are distributed");
    let after = heirs(&scene.network, &pda::heat_mint());
    assert_eq!([after[0] - before[0], after[1] - before[1]], [HEAT * 3 / 10, HEAT * 2 / 10]);
}

#[test]
fn rates_are_those_of_the_moment() {
    // Given other rates: the stakers have 2,000 of the 3,000 that are not burned
    let mut network = Network::new();
    network.change_parameters(|parameters| (parameters.burn_bps, parameters.staker_bps) = (7_000, 2_000));
    assert_eq!(parts(&mut network, 1_000), [666, 334]);

    // and where the treasury has no part, nothing but the stakers
    network.change_parameters(|parameters| (parameters.burn_bps, parameters.staker_bps) = (2_500, 7_500));
    assert_eq!(parts(&mut network, 1_000), [1_000, 0]);

    // and where all of the take is burned, what came in before is the stakers'
    network.change_parameters(|parameters| (parameters.burn_bps, parameters.staker_bps) = (10_000, 0));
    assert_eq!(parts(&mut network, 1_000), [1_000, 0]);

    // and where the stakers have no part, it is the treasury's
    network.change_parameters(|parameters| (parameters.burn_bps, parameters.staker_bps) = (5_000, 0));
    assert_eq!(parts(&mut network, 1_000), [0, 1_000]);
}

#[test]
fn an_empty_vault_has_nothing_to_distribute() {
    // Given a vault that was emptied, when it is distributed again, then it is refused
    let mut network = Network::new();
    assert_error(try_distribute(&mut network), FurnaceTokenError::NothingToDistribute);
    parts(&mut network, 1_000);
    assert_error(try_distribute(&mut network), FurnaceTokenError::NothingToDistribute);

    // nor is anything taken twice in one transaction
    heat_fees(&mut network, 1_000);
    let once = token::fees_distribute(network.market);
    assert_error(network.send(&[once.clone(), once], &[]), FurnaceTokenError::NothingToDistribute);
}

#[test]
fn a_gift_to_the_configuration_is_divided_like_fees() {
    // Given an account of HEAT that somebody opened for the configuration and filled
    let mut network = Network::new();
    let giver = network.wallet("giver", 1_000);
    let gift = network.token_account("gift", &pda::heat_mint(), &pda::token_config());
    network.donate(&giver, gift, 1_000);
    let before = heirs(&network, &pda::heat_mint());

    // When it is distributed, then it is nobody's in particular
    let vault = pda::fee_vault(&network.market, &pda::heat_mint());
    let distribute = replaced(token::fees_distribute(network.market), vault, gift);
    network.send(&[distribute], &[]).expect("gift is distributed");
    let after = heirs(&network, &pda::heat_mint());
    assert_eq!([after[0] - before[0], after[1] - before[1]], [600, 400]);
}

#[test]
fn only_accounts_of_the_configuration_hold_fees() {
    // Given a wallet's account, vaults of other addresses, accounts that hold no tokens, and nothing at all
    let mut network = Network::new();
    let wallet = network.wallet("wallet", 1_000);
    let vault = pda::fee_vault(&network.market, &pda::heat_mint());
    let distribute = token::fees_distribute(network.market);
    let own = pda::heat_account(&wallet.pubkey());
    for wrong in [own, pda::auction_vault(&network.usd_mint), pda::heat_mint(), wallet.pubkey(), key("nobody").pubkey()]
    {
        // When one of them is distributed, then it is refused
        let instruction = replaced(distribute.clone(), vault, wrong);
        assert_error(network.send(&[instruction], &[]), FurnaceTokenError::NotFeeVault);
    }
    assert_eq!(network.heat(&wallet.pubkey()), 1_000);
}
