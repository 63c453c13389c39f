//! A penalty is taken from everything in the pool, to the unit.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::generated::staking::instructions::SlashInstructionArgs;
use furnace_client::pda;
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_common::units::HEAT;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::network::Network;
use solana_signer::Signer;

use super::scene::{assert_books, burn, claim, delegator, slash};

#[test]
fn active_and_unbonding_stake_bear_a_penalty_in_proportion() {
    // Given 1,250 HEAT active, 250 in unbonding, and a missed job with 1,000 of collateral
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let wallet = delegator(&mut network, "delegator", operator.pool, 500 * HEAT);
    network.try_unstake(&wallet, operator.pool, 250 * HEAT).expect("unstake");
    let worker = network.worker(&operator, "worker");
    let missed = claim(&mut network, &operator, &worker, 1_000 * HEAT);

    // When the penalty of half the collateral falls
    missed.miss(&mut network);

    // Then a sixth of it comes from unbonding, rounded down, and the odd unit from the active stake
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.unbonding), (1_250 * HEAT - 416_666_667, 250 * HEAT - 83_333_333));
    assert_eq!(pool.slashed, 500 * HEAT);
    assert_eq!((pool.active_shares, pool.unbonding_shares, pool.own_shares), (1_250 * HEAT, 250 * HEAT, 1_000 * HEAT));
    // and the client has 40%, the reporter 10%, and the rest is burned
    let client = key("injured client").pubkey();
    assert_eq!(network.balance(&client).free, 200 * HEAT);
    assert_eq!(network.heat(&client), 50 * HEAT);
    assert_eq!(network.supply(), GENESIS_SUPPLY - 250 * HEAT);
    assert_books(&network, &operator.pool);
}

#[test]
fn a_slash_moves_no_shares_and_leaves_its_parts_where_they_belong() {
    // Given a pool of three units: two active, one in unbonding
    let mut network = Network::new();
    let operator = network.operator("operator", 3);
    network.try_unstake(&operator.wallet, operator.pool, 1).expect("unstake");
    let reporter = network.token_account("reporter", &pda::heat_mint(), &key("reporter").pubkey());
    let treasury = network.tokens(&pda::treasury());

    // When two units are taken, one for the client and one for the reporter
    let args = SlashInstructionArgs { amount: 2, to_client: 1, to_reporter: 1, appealable: 0 };
    network.impersonate(slash(operator.pool, Some(reporter), args)).expect("slash");

    // Then both have theirs and nothing is burned
    assert_eq!((network.tokens(&pda::treasury()), network.tokens(&reporter)), (treasury + 1, 1));
    assert_eq!(network.supply(), GENESIS_SUPPLY);
    // and both units came from the active stake: two thirds of a unit is none
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.unbonding, pool.slashed), (0, 1, 2));
    assert_eq!((pool.active_shares, pool.unbonding_shares), (2, 1));
    assert_books(&network, &operator.pool);
}

#[test]
fn everything_can_be_taken_and_nothing_more() {
    // Given a pool
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 400 * HEAT).expect("unstake");

    // When a unit more than there is is taken, then the slash is too large
    let past = network.impersonate(slash(operator.pool, None, burn(1_000 * HEAT + 1)));
    assert_error(past, FurnaceStakingError::SlashTooLarge);

    // and all of it can go
    network.impersonate(slash(operator.pool, None, burn(1_000 * HEAT))).expect("slash");
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.unbonding, pool.slashed), (0, 0, 1_000 * HEAT));
    assert_eq!(network.supply(), GENESIS_SUPPLY - 1_000 * HEAT);
    assert_books(&network, &operator.pool);
}

#[test]
fn parts_past_the_whole_are_refused() {
    // Given a pool
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000);
    for (to_client, to_reporter) in [(11, 0), (0, 11), (6, 5), (u64::MAX, 1), (u64::MAX, u64::MAX)] {
        // When the parts of a slash of ten are more than ten, then it is refused
        let args = SlashInstructionArgs { amount: 10, to_client, to_reporter, appealable: 0 };
        let result =
            network.impersonate(slash(operator.pool, Some(pda::heat_account(&operator.wallet.pubkey())), args));
        assert_error(result, FurnaceStakingError::SlashTooLarge);
    }
}

#[test]
fn a_reporters_part_needs_a_reporter() {
    // Given a pool and no reporter
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000);

    // When a part is for the reporter, then its account is missing
    let args = SlashInstructionArgs { amount: 10, to_client: 4, to_reporter: 1, appealable: 0 };
    let result = network.impersonate(slash(operator.pool, None, args));
    assert_error(result, FurnaceStakingError::ReporterMissing);
}

#[test]
fn a_slash_of_nothing_changes_nothing() {
    // Given a pool
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000);
    let before = network.pool(&operator.pool);

    // When nothing is taken, then nothing changes
    network.impersonate(slash(operator.pool, None, burn(0))).expect("slash");
    assert_eq!(network.pool(&operator.pool), before);
}
