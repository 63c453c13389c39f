//! Accounts changed as only a fault could: the last line of defence.

use furnace_client::accounts::{EmissionEpoch, TokenConfig, TokenStatistics};
use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::pda;
use furnace_common::emission;
use furnace_common::limits::{GENESIS_SUPPLY, SUPPLY_CAP};
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;

use super::scene::{Emission, USD, auction, buyer, heat_fees, try_buy, try_distribute, try_start};
use furnace_tests::network::Network;

#[test]
fn emission_is_never_ahead_of_its_schedule() {
    // Given statistics by which almost all of the schedule until now was minted
    let mut emission = Emission::earned();
    let hours = emission::hour_at(super::scene::config(&emission.network).emission_start, emission.network.chain.now());
    let room = emission.account().budget;
    let scheduled = emission::sum_floor(hours);
    let emitted = |emission: &mut Emission, amount| {
        emission.network.tamper(&pda::statistics(), |statistics: &mut TokenStatistics| statistics.emitted = amount);
    };
    // When a share would take it a unit past the schedule, then it is refused, and up to it it is not
    emitted(&mut emission, scheduled - room + 1);
    assert_error(emission.claim(), FurnaceTokenError::EmissionAboveSchedule);
    emitted(&mut emission, u64::MAX);
    assert_error(emission.claim(), FurnaceTokenError::Overflow);
    emitted(&mut emission, scheduled - room);
    emission.claim().expect("claim");
}

#[test]
fn an_epoch_never_pays_more_than_its_budget() {
    // Given an epoch of which a unit more was claimed than can be
    let mut emission = Emission::earned();
    let epoch = pda::emission(emission.epoch);
    emission.network.tamper(&epoch, |epoch: &mut EmissionEpoch| epoch.claimed = 1);
    assert_error(emission.claim(), FurnaceTokenError::BudgetExceeded);

    // and one that has fewer points than its workers
    emission.network.tamper(&epoch, |epoch: &mut EmissionEpoch| (epoch.claimed, epoch.total_points) = (0, 1_999));
    assert_error(emission.claim(), FurnaceTokenError::BudgetExceeded);
}

#[test]
fn a_budget_beyond_the_schedule_is_not_paid() {
    // Given an epoch with a budget beyond all that may ever be emitted, when it is claimed, then it is refused
    let mut emission = Emission::earned();
    let epoch = pda::emission(emission.epoch);
    emission.network.tamper(&epoch, |epoch: &mut EmissionEpoch| epoch.budget = SUPPLY_CAP);
    assert_error(emission.claim(), FurnaceTokenError::EmissionAboveSchedule);
    assert_eq!(emission.network.supply(), GENESIS_SUPPLY);
}

#[test]
fn supply_is_held_against_genesis_and_the_cap() {
    // Given a configuration by which less was minted at genesis than there is, or more than there may be
    let mut emission = Emission::earned();
    for genesis in [GENESIS_SUPPLY - 1, SUPPLY_CAP, u64::MAX] {
        emission.network.tamper(&pda::token_config(), |config: &mut TokenConfig| config.genesis = genesis);

        // When emission is claimed, then it is refused
        assert_error(emission.claim(), FurnaceTokenError::SupplyMismatch);
    }
    assert_eq!(emission.network.supply(), GENESIS_SUPPLY);
}

#[test]
fn a_lot_that_the_vault_does_not_cover_is_not_sold() {
    // Given a vault that lost a dollar of the running lot
    let mut network = auction(1_000 * USD);
    let wallet = buyer(&mut network, "buyer", 1_000 * HEAT);
    let vault = pda::auction_vault(&network.usd_mint);
    let mut account = network.chain.account(&vault).expect("vault");
    account.data[64..72].copy_from_slice(&(999 * USD).to_le_bytes());
    network.chain.svm.set_account(vault, account).expect("vault is set");

    // When a part is bought, then it is refused
    assert_error(try_buy(&mut network, &wallet, USD, u64::MAX), FurnaceTokenError::VaultShort);
}

#[test]
fn counters_do_not_wrap() {
    // Given statistics that cannot count further, when fees are distributed or dollars sold, then it is refused
    let mut network = Network::new();
    heat_fees(&mut network, 1_000);
    network.tamper(&pda::statistics(), |statistics: &mut TokenStatistics| {
        statistics.fees_to_stakers[0] = u64::MAX;
        statistics.auction_sold = u64::MAX;
    });
    assert_error(try_distribute(&mut network), FurnaceTokenError::Overflow);
    super::scene::stock(&mut network, 1_000 * USD);
    try_start(&mut network).expect("lot starts");
    let wallet = buyer(&mut network, "buyer", HEAT);
    assert_error(try_buy(&mut network, &wallet, 1, u64::MAX), FurnaceTokenError::Overflow);
}
