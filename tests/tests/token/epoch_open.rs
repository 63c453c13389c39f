//! An epoch's emission is opened in the epoch or the one after it, with the budget of its hours.

use furnace_client::accounts::EmissionEpoch;
use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::pda;
use furnace_common::emission;
use furnace_tests::errors::{SystemProgramError, assert_error};
use furnace_tests::events::assert_event;
use furnace_tests::network::{EPOCH, Network};

use super::scene::{begin_of, config, current_epoch, try_open_epoch};

fn read(network: &Network, epoch: u64) -> EmissionEpoch {
    network.chain.read(&pda::emission(epoch))
}

#[test]
fn an_epoch_has_the_budget_of_the_hours_that_end_in_it() {
    // Given a token that began 8 hours into an epoch
    let mut network = Network::new();
    let epoch = current_epoch(&network);
    assert_eq!(config(&network).emission_start - begin_of(epoch), 8 * 3_600);

    // When anyone opens the epoch
    let receipt = try_open_epoch(&mut network, epoch).expect("epoch opens");

    // Then it has 16 hours, no points, and the next one 24
    let budget = emission::sum_floor(16);
    assert_event(&receipt, "EpochOpened", (epoch, budget));
    let account = read(&network, epoch);
    assert_eq!((account.epoch, account.budget, account.version), (epoch, budget, 1));
    assert_eq!((account.total_points, account.claimed), (0, 0));
    assert_eq!(account.rent_payer, network.payer());
    network.chain.advance(EPOCH);
    try_open_epoch(&mut network, epoch + 1).expect("epoch opens");
    assert_eq!(read(&network, epoch + 1).budget, emission::between(16, 40));
}

#[test]
fn the_budget_is_the_same_whenever_it_is_opened() {
    // Given an epoch, when it is opened at its first second or at the last of the next
    let budgets = [0, 2 * EPOCH - 1].map(|late| {
        let mut network = Network::new();
        let epoch = current_epoch(&network) + 1;
        network.chain.set_time(begin_of(epoch) + late);
        try_open_epoch(&mut network, epoch).expect("epoch opens");
        read(&network, epoch).budget
    });

    // Then it has the same to share
    assert_eq!(budgets[0], budgets[1]);
}

#[test]
fn only_the_current_and_the_previous_are_in_reach() {
    let mut network = Network::new();
    let epoch = current_epoch(&network) + 10;
    network.chain.set_time(begin_of(epoch));
    // Given an epoch, when those before the previous or after it are opened, then it is refused
    for far in [0, 1, epoch - 3, epoch - 2, epoch + 1, epoch + 2, u64::MAX] {
        assert_error(try_open_epoch(&mut network, far), FurnaceTokenError::EpochOutOfReach);
    }
    // and neither of the two is
    try_open_epoch(&mut network, epoch - 1).expect("epoch opens");
    try_open_epoch(&mut network, epoch).expect("epoch opens");
    // and at the last second of one it is still in reach, at the next no more
    network.chain.set_time(begin_of(epoch + 3) - 1);
    try_open_epoch(&mut network, epoch + 1).expect("epoch opens");
    network.chain.advance(EPOCH);
    assert_error(try_open_epoch(&mut network, epoch + 2 - 1), SystemProgramError::AccountAlreadyInUse);
    assert_error(try_open_epoch(&mut network, epoch + 4), FurnaceTokenError::EpochOutOfReach);
}

#[test]
fn a_second_time_is_refused() {
    // Given an open epoch, when it is opened again, then it stays as it is
    let mut network = Network::new();
    let epoch = current_epoch(&network);
    try_open_epoch(&mut network, epoch).expect("epoch opens");
    let before = read(&network, epoch);
    assert_error(try_open_epoch(&mut network, epoch), SystemProgramError::AccountAlreadyInUse);
    assert_eq!(read(&network, epoch), before);
}

#[test]
fn before_the_token_there_is_nothing_to_emit() {
    // Given the epoch before the token's first
    let mut network = Network::new();
    let epoch = current_epoch(&network);

    // When it is opened, then it is empty
    try_open_epoch(&mut network, epoch - 1).expect("epoch opens");
    assert_eq!(read(&network, epoch - 1).budget, 0);
}
