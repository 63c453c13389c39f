//! The first depositor, donations to the vault, and what virtual shares cost.

use furnace_client::instructions::staking::Reward::Heat;
use furnace_common::shares::VIRTUAL;
use furnace_common::units::HEAT;
use furnace_tests::network::Network;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::{self, UNIT, assert_books, burn, claimed, collect, delegator, earn, epochs_ahead, slash};

/// Takes all of a wallet's stake out of the pool; returns what its HEAT account then holds.
fn leave(network: &mut Network, owner: &Keypair, pool: Address) -> u64 {
    scene::leave(network, owner, pool);
    network.heat(&owner.pubkey())
}

#[test]
fn a_donation_before_the_second_depositor_buys_nothing() {
    // Given an operator that stakes one unit and donates 10,000 HEAT to the vault
    let mut network = Network::new();
    let operator = network.operator("attacker", 1);
    let rich = network.wallet("attacker's donor", 10_000 * HEAT);
    let vault = network.pool(&operator.pool).vault;
    network.donate(&rich, vault, 10_000 * HEAT);

    // When it adds stake so that the cap lets a victim in, and the victim delegates
    network.give(&operator.wallet.pubkey(), 100 * HEAT);
    network.try_stake(&operator.wallet, operator.pool, 100 * HEAT).expect("stake");
    let victim = delegator(&mut network, "victim", operator.pool, 100 * HEAT);

    // Then the victim's shares cost what everybody's cost: the books do not know the donation
    assert_eq!(network.position(&operator.pool, &victim.pubkey()).shares, 100 * HEAT);
    // and both leave with exactly what they staked
    assert_eq!(leave(&mut network, &operator.wallet, operator.pool), 100 * HEAT + 1);
    assert_eq!(leave(&mut network, &victim, operator.pool), 100 * HEAT);
    // while the donation stays behind for good
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.unbonding), (0, 0));
    assert_eq!(network.tokens(&vault), 10_000 * HEAT);
}

#[test]
fn a_donation_stops_nothing() {
    // Given a pool with an odd donation before anybody staked
    let mut network = Network::new();
    let operator = network.operator("operator", 0);
    let giver = network.wallet("giver", 7);
    let vault = network.pool(&operator.pool).vault;
    network.donate(&giver, vault, 7);

    // When everything that a pool does is done
    network.give(&operator.wallet.pubkey(), 1_000 * HEAT);
    network.try_stake(&operator.wallet, operator.pool, 1_000 * HEAT).expect("stake");
    network.impersonate(slash(operator.pool, None, burn(500 * HEAT))).expect("slash");

    // Then it works, and the vault holds the books and the donation
    assert_eq!(leave(&mut network, &operator.wallet, operator.pool), 500 * HEAT);
    assert_eq!(network.tokens(&vault), 7);
}

#[test]
fn a_share_never_costs_more_than_a_unit() {
    // Given a pool whose share price a slash made odd
    let mut network = Network::new();
    let operator = network.operator("attacker", 1_000_000);
    network.impersonate(slash(operator.pool, None, burn(333_333))).expect("slash");

    // When the attacker burns its own shares against the rounding, one by one, to drive the price up
    for _ in 0..50 {
        let before = network.pool(&operator.pool);
        network.try_unstake(&operator.wallet, operator.pool, 1).expect("unstake");
        // Then a single share gives nothing
        assert_eq!(network.pool(&operator.pool).active, before.active);
    }
    // and the price stays below a unit, so that no amount ever rounds to no share
    let pool = network.pool(&operator.pool);
    assert!(pool.active < pool.active_shares);
    let victim = delegator(&mut network, "victim", operator.pool, 1);
    assert_eq!(network.position(&operator.pool, &victim.pubkey()).shares, 1);
    assert_books(&network, &operator.pool);
}

#[test]
fn old_shares_take_at_most_the_virtual_units_from_new_stake() {
    // Given a delegator with 40% of a pool that was slashed down to the line where it still takes stake
    let mut network = Network::new();
    let operator = network.operator("operator", 300 * HEAT);
    let attacker = delegator(&mut network, "attacker", operator.pool, 200 * HEAT);
    network.impersonate(slash(operator.pool, None, burn(500 * HEAT - 499_000))).expect("slash");
    let part = 499_000 * 2 / 5;

    // When the operator adds stake, and the delegator leaves first
    network.give(&operator.wallet.pubkey(), 100 * HEAT);
    network.try_stake(&operator.wallet, operator.pool, 100 * HEAT).expect("stake");
    let taken = leave(&mut network, &attacker, operator.pool);

    // Then it has its part and not a thousandth of a HEAT more
    assert!((part..part + VIRTUAL).contains(&taken), "{taken} units for a part of {part}");
    assert!(leave(&mut network, &operator.wallet, operator.pool) > 100 * HEAT);
    assert_books(&network, &operator.pool);
}

#[test]
fn a_number_that_a_single_share_drives_up_stops_nobody() {
    // Given an operator with a single share, alone in the network, to which fortunes are paid
    let mut network = Network::new();
    let operator = network.operator("attacker", 1);
    for _ in 0..3 {
        earn(&mut network, &operator.pool, 100_000_000 * HEAT, 0);
        collect(&mut network, 50_000_000 * HEAT, 0);
        network.try_sync(operator.pool).expect("sync");
        epochs_ahead(&mut network, 2);
        network.try_refresh(&operator.wallet.pubkey(), operator.pool).expect("refresh");
    }
    let numbers = [network.pool(&operator.pool).income[0].per_share, network.staker_fees().fees[0].per_weight];
    assert_eq!(numbers, [270_000_000, 150_000_000].map(|paid| u128::from(paid * HEAT) << 32));

    // When it takes it all, and others stake in its pool and in another
    assert_eq!(claimed(&mut network, &operator.wallet, operator.pool, Heat), 420_000_000 * HEAT);
    network.try_stake(&operator.wallet, operator.pool, 2 * UNIT - 1).expect("stake");
    let victim = delegator(&mut network, "victim", operator.pool, 2 * UNIT);
    let other = network.operator("other operator", 4 * UNIT);
    earn(&mut network, &operator.pool, 1_000_000, 0);
    collect(&mut network, 800_000, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 2);

    // Then they have what is theirs, to the unit
    assert_eq!(claimed(&mut network, &victim, operator.pool, Heat), 450_000 + 200_000);
    assert_eq!(claimed(&mut network, &other.wallet, other.pool, Heat), 400_000);
    let before = network.heat(&victim.pubkey());
    assert_eq!(leave(&mut network, &victim, operator.pool), before + 2 * UNIT);
    assert_books(&network, &operator.pool);
}
