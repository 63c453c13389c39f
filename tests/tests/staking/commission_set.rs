//! A commission is announced, and holds from the epoch after the next.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking;
use furnace_common::bps;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::network::{EPOCH, Network, OperatorActor};
use solana_signer::Signer;

use super::scene::*;

fn announce(network: &mut Network, operator: &OperatorActor, commission_bps: u16) -> Result<Receipt, Failure> {
    network.send(&[staking::commission_set(operator.wallet.pubkey(), commission_bps)], &[&operator.wallet])
}

/// What the operator has of the next 1,000 units that come in and are booked.
fn commission_of_a_thousand(network: &mut Network, operator: &OperatorActor) -> u64 {
    earn(network, &operator.pool, 1_000, 0);
    booked(network, operator)
}

/// What the operator has of what came in and is booked now.
fn booked(network: &mut Network, operator: &OperatorActor) -> u64 {
    let before = network.pool(&operator.pool).income[0].operator_due;
    network.try_sync(operator.pool).expect("sync");
    network.pool(&operator.pool).income[0].operator_due - before
}

#[test]
fn it_holds_from_the_epoch_after_the_next() {
    // Given an operator with a tenth, that announces a half
    let mut network = Network::new();
    let operator = network.operator("operator", UNIT);
    announce(&mut network, &operator, 5_000).expect("announcement");
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.commission_bps, pool.next_commission_bps), (1_000, 5_000));
    assert_eq!(pool.commission_from, network.chain.now() / EPOCH + 2);

    // When income is booked in this epoch and until the end of the next, then the tenth holds
    assert_eq!(commission_of_a_thousand(&mut network, &operator), 100);
    epochs_ahead(&mut network, 1);
    assert_eq!(commission_of_a_thousand(&mut network, &operator), 100);
    network.chain.advance(EPOCH - 1);
    assert_eq!(commission_of_a_thousand(&mut network, &operator), 100);

    // and a second later, once what came in before is booked, the half
    network.chain.advance(1);
    assert_eq!(booked(&mut network, &operator), 0);
    assert_eq!(commission_of_a_thousand(&mut network, &operator), 500);
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.commission_bps, pool.commission_from), (5_000, 0));
}

#[test]
fn what_came_in_before_a_rise_is_divided_by_the_old_one() {
    // Given an operator that announces everything, and income that nobody books until that holds
    let mut network = Network::new();
    let operator = network.operator("operator", UNIT);
    announce(&mut network, &operator, bps::ONE).expect("announcement");
    earn(&mut network, &operator.pool, 1_000, 0);
    epochs_ahead(&mut network, 5);

    // When it is booked, then by the tenth that it came in under, and only later income by the new one
    assert_eq!(booked(&mut network, &operator), 100);
    assert_eq!(commission_of_a_thousand(&mut network, &operator), 1_000);
}

#[test]
fn what_came_in_before_a_fall_is_divided_by_the_new_one() {
    // Given an operator that announces nothing, and income that nobody books until that holds
    let mut network = Network::new();
    let operator = network.operator("operator", UNIT);
    announce(&mut network, &operator, 0).expect("announcement");
    earn(&mut network, &operator.pool, 1_000, 0);
    epochs_ahead(&mut network, 2);

    // When it is booked, then all of it is the stakers'
    assert_eq!(booked(&mut network, &operator), 0);
    assert_eq!(network.pool(&operator.pool).income[0].stream.next, 1_000);
}

#[test]
fn another_announcement_starts_the_notice_anew() {
    // Given an operator that announced a half, and in the next epoch announces a fifth
    let mut network = Network::new();
    let operator = network.operator("operator", UNIT);
    announce(&mut network, &operator, 5_000).expect("announcement");
    epochs_ahead(&mut network, 1);
    announce(&mut network, &operator, 2_000).expect("announcement");

    // When the first notice is over, then nothing changes, and with the second one the fifth holds
    epochs_ahead(&mut network, 1);
    assert_eq!(commission_of_a_thousand(&mut network, &operator), 100);
    epochs_ahead(&mut network, 1);
    booked(&mut network, &operator);
    assert_eq!(commission_of_a_thousand(&mut network, &operator), 200);
}

#[test]
fn one_that_holds_is_booked_before_another_is_announced() {
    // Given an announced cut that holds by now, and income under it that nobody booked
    let mut network = Network::new();
    let operator = network.operator("operator", UNIT);
    announce(&mut network, &operator, 0).expect("announcement");
    epochs_ahead(&mut network, 2);
    earn(&mut network, &operator.pool, 1_000, 0);

    // When the operator announces another, then what came in must be booked first
    let early = announce(&mut network, &operator, bps::ONE);
    assert_error(early, FurnaceStakingError::CommissionNotBooked);
    assert_eq!(booked(&mut network, &operator), 0);
    announce(&mut network, &operator, bps::ONE).expect("announcement");
}

#[test]
fn a_commission_is_at_most_everything() {
    // Given an operator, when it announces more than the whole, then it is refused; the whole is not
    let mut network = Network::new();
    let operator = network.operator("operator", UNIT);
    for past in [bps::ONE + 1, u16::MAX] {
        let result = announce(&mut network, &operator, past);
        assert_error(result, FurnaceStakingError::ParameterOutOfBounds);
    }
    announce(&mut network, &operator, bps::ONE).expect("announcement");
}

#[test]
fn only_the_operator_announces() {
    // Given a delegator, and another operator
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    let other = network.operator("other operator", UNIT);
    for wallet in [&first, &other.wallet] {
        // When it announces a commission of the pool, then it is not the operator
        let mut set = staking::commission_set(operator.wallet.pubkey(), 0);
        set.accounts[0].pubkey = wallet.pubkey();
        assert_error(network.send(&[set], &[wallet]), FurnaceStakingError::NotOperator);
    }
}
