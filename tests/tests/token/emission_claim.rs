//! A worker's share of an epoch is minted into the income of its pool, by anyone.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_common::emission;
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use super::scene::{Emission, begin_of, try_claim, try_open_epoch, try_open_points, try_record};

#[test]
fn who_has_all_points_has_the_whole_budget() {
    // Given the only worker with points of an epoch, when a stranger claims for it
    let mut emission = Emission::earned();
    let budget = emission.account().budget;
    let stranger = emission.network.wallet("stranger", 0);
    let claim = token::emission_claim(emission.worker.address, emission.worker.wallet, emission.epoch);
    let receipt = emission.network.send(&[claim], &[&stranger]).expect("claim");

    // Then the hours of the epoch are in the pool's income vault, to the unit
    assert_eq!(budget, emission::between(16, 40));
    let fields = (emission.worker.address, emission.operator.pool, emission.epoch, budget);
    assert_event(&receipt, "EmissionClaimed", fields);
    assert_eq!(emission.income(), budget);
    assert_eq!(emission.network.supply(), GENESIS_SUPPLY + budget);
    assert_eq!((emission.account().claimed, emission.network.statistics().emitted), (budget, budget));
    // and its points are used up
    let place = emission.points().ring[(emission.epoch % 16) as usize].clone();
    assert_eq!((place.epoch, place.points), (emission.epoch, 0));
}

#[test]
fn claims_begin_when_recording_is_over_and_end_when_the_ring_is() {
    // Given points of an epoch, when they are claimed while points can still be recorded, then it is refused
    let mut emission = Emission::new();
    emission.record(1_000).expect("record");
    assert_error(emission.claim(), FurnaceTokenError::RecordingOpen);
    emission.network.chain.set_time(begin_of(emission.epoch + 2) - 1);
    assert_error(emission.claim(), FurnaceTokenError::RecordingOpen);

    // and when it is too late, it is as well
    emission.go_to(16);
    assert_error(emission.claim(), FurnaceTokenError::ClaimsOver);
    assert_eq!(emission.network.statistics().emitted, 0);

    // and at the last second before it is not
    emission.network.chain.set_time(begin_of(emission.epoch + 16) - 1);
    emission.claim().expect("claim");
}

#[test]
fn nothing_is_claimed_twice_or_without_points() {
    // Given a worker that claimed, and a colleague without points
    let mut emission = Emission::earned();
    let colleague = emission.network.worker(&emission.operator, "colleague");
    try_open_points(&mut emission.network, &colleague).expect("points open");
    emission.claim().expect("claim");
    let income = emission.income();

    // When either claims, then it is refused
    assert_error(emission.claim(), FurnaceTokenError::NothingToClaim);
    let result = try_claim(&mut emission.network, &colleague, emission.epoch);
    assert_error(result, FurnaceTokenError::NothingToClaim);
    assert_eq!(emission.income(), income);
}

#[test]
fn epochs_are_claimed_in_any_order() {
    // Given points of three epochs
    let mut emission = Emission::new();
    let mut budgets = Vec::new();
    for epochs in 0..3 {
        emission.go_to(epochs);
        let epoch = emission.epoch + epochs;
        if epochs > 0 {
            try_open_epoch(&mut emission.network, epoch).expect("epoch opens");
        }
        try_record(&mut emission.network, &emission.worker, epoch, 1_000, 10_000).expect("record");
        budgets.push(emission::epoch_budget(super::scene::config(&emission.network).emission_start, epoch, 86_400));
    }
    emission.go_to(10);

    // When the last is claimed first, then each is what it is
    for epochs in [2, 0, 1] {
        let before = emission.income();
        try_claim(&mut emission.network, &emission.worker, emission.epoch + epochs).expect("claim");
        assert_eq!(Some(emission.income() - before), budgets[epochs as usize]);
    }
}

#[test]
fn an_epoch_without_a_budget_mints_nothing() {
    // Given an epoch of before the token, in which a worker has points all the same
    let mut emission = Emission::new();
    let now = emission.network.chain.now();
    emission.network.tamper(&pda::token_config(), |config: &mut furnace_client::accounts::TokenConfig| {
        config.emission_start = now + 100 * 86_400;
    });
    emission.go_to(1);
    let epoch = emission.epoch + 1;
    try_open_epoch(&mut emission.network, epoch).expect("epoch opens");
    try_record(&mut emission.network, &emission.worker, epoch, 1_000, 10_000).expect("record");

    // When they are claimed, then there is nothing in it
    emission.go_to(3);
    try_claim(&mut emission.network, &emission.worker, epoch).expect("claim");
    assert_eq!((emission.income(), emission.network.supply()), (0, GENESIS_SUPPLY));
}

#[test]
fn nothing_but_the_pools_income_is_paid() {
    // Given a rival that would have the share, in its pool or in any account of HEAT
    let mut emission = Emission::earned();
    let rival = emission.network.operator("rival", 400 * HEAT);
    emission.network.give(&rival.wallet.pubkey(), 0);
    let heat = pda::heat_mint();
    let vault = pda::income_vault(&emission.operator.pool, &heat);
    let proper = token::emission_claim(emission.worker.address, emission.worker.wallet, emission.epoch);

    // When its pool or accounts take the place of the worker's, then it is refused
    let pool = replaced(proper.clone(), emission.operator.pool, rival.pool);
    assert_error(emission.network.send(&[pool], &[]), FurnaceTokenError::WrongPool);
    for wrong in [
        pda::income_vault(&rival.pool, &heat),
        pda::heat_account(&rival.wallet.pubkey()),
        pda::pool_vault(&emission.operator.pool),
        pda::income_vault(&emission.operator.pool, &emission.network.usd_mint),
    ] {
        let instruction = replaced(proper.clone(), vault, wrong);
        assert_error(emission.network.send(&[instruction], &[]), FurnaceTokenError::WrongIncomeVault);
    }
    let mint = replaced(proper, heat, emission.network.usd_mint);
    assert_error(emission.network.send(&[mint], &[]), FurnaceTokenError::WrongMint);
    assert_eq!(emission.income(), 0);
}
