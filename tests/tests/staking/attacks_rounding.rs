//! Tens of thousands of small operations gain nothing and cost nobody anything.

use furnace_client::instructions::staking::{self, Reward::Heat};
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::network::{COOLDOWN, EPOCH, Network, OperatorActor};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::*;

/// Instructions that fit into one transaction: with the calls that they make, the runtime counts to 64.
const AT_ONCE: usize = 40;

/// Two holders in a pool at odd prices in both buckets.
fn odd_pool() -> (Network, OperatorActor, Keypair, Keypair) {
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT + 7);
    network.try_unstake(&operator.wallet, operator.pool, 100 * HEAT + 3).expect("unstake");
    network.impersonate(slash(operator.pool, None, burn(123_456_789))).expect("slash");
    let victim = delegator(&mut network, "victim", operator.pool, 123_456_789);
    let attacker = delegator(&mut network, "attacker", operator.pool, 1_234_567);
    network.give(&attacker.pubkey(), 100_000);
    (network, operator, victim, attacker)
}

/// What a wallet has: HEAT, and active stake at the price of the moment.
fn wealth(network: &Network, owner: &Keypair, operator: &OperatorActor) -> u64 {
    let shares = network.position(&operator.pool, &owner.pubkey()).shares;
    network.heat(&owner.pubkey()) + network.pool(&operator.pool).worth(shares)
}

/// Sends all of them, as many at once as fit.
fn send_all(network: &mut Network, instructions: &[Instruction], signer: &Keypair) {
    for some in instructions.chunks(AT_ONCE) {
        network.send(some, &[signer]).expect("goes through");
    }
}

#[test]
fn a_thousand_tiny_rounds_in_and_out_gain_nothing() {
    // Given a pool at an odd share price, in both buckets, and an attacker with a few units
    let (mut network, operator, victim, attacker) = odd_pool();
    let start = wealth(&network, &attacker, &operator);
    let before = [&operator.wallet, &victim].map(|owner| wealth(&network, owner, &operator));

    // When it stakes, unstakes and withdraws amounts that round badly, a thousand times in all
    let (mut operations, mut held) = (0, network.position(&operator.pool, &attacker.pubkey()).shares);
    let kept = held;
    for amount in (1..=13).cycle() {
        network.try_stake(&attacker, operator.pool, amount).expect("stake");
        held = network.position(&operator.pool, &attacker.pubkey()).shares;
        let shares = held - kept;
        network.try_unstake(&attacker, operator.pool, (shares - shares / 3).max(1)).expect("unstake");
        operations += 2;
        if network.position(&operator.pool, &attacker.pubkey()).unbonding_shares[0] > 0 {
            network.chain.advance(COOLDOWN);
            network.try_withdraw_stake(&attacker, operator.pool, 0).expect("withdraw");
            operations += 1;
        }
        if operations >= 1_000 {
            break;
        }
    }

    // Then it has not a unit more, and who stayed has not a unit less
    assert!(wealth(&network, &attacker, &operator) <= start);
    let after = [&operator.wallet, &victim].map(|owner| wealth(&network, owner, &operator));
    assert!(after >= before, "{after:?} of {before:?}");
    assert!(held > 0);
    assert_books(&network, &operator.pool);
}

#[test]
fn ten_thousand_stakes_unstakes_and_cancels_gain_nothing() {
    // Given a pool at an odd share price, in both buckets, and an attacker with a few units
    let (mut network, operator, victim, attacker) = odd_pool();
    let start = wealth(&network, &attacker, &operator);
    let before = [&operator.wallet, &victim].map(|owner| wealth(&network, owner, &operator));
    let (owner, pool) = (attacker.pubkey(), operator.pool);

    // When it stakes, unstakes and takes back amounts that round badly, ten thousand times in all
    let rounds: Vec<Instruction> = (5..=17)
        .cycle()
        .take(2_500)
        .flat_map(|amount| {
            [
                staking::stake(owner, pool, pda::heat_account(&owner), amount),
                staking::unstake(owner, pool, amount),
                staking::unstake_cancel(owner, pool, 0),
                staking::position_refresh(victim.pubkey(), pool),
            ]
        })
        .collect();
    assert_eq!(rounds.len(), 10_000);
    send_all(&mut network, &rounds, &attacker);

    // Then it has not a unit more, and who stayed has not a unit less
    let end = wealth(&network, &attacker, &operator);
    assert!(end <= start, "{end} of {start}");
    let after = [&operator.wallet, &victim].map(|owner| wealth(&network, owner, &operator));
    assert!(after >= before, "{after:?} of {before:?}");
    assert_books(&network, &pool);
}

/// A pool at odd prices with an epoch of income and fees ahead.
fn before_a_release() -> (Network, OperatorActor, Keypair, Keypair) {
    let (mut network, operator, victim, attacker) = odd_pool();
    earn(&mut network, &operator.pool, 12_345_679, 0);
    collect(&mut network, 7_654_321, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 1);
    (network, operator, victim, attacker)
}

/// What each holder is paid where everybody claims once when all is released.
fn paid_once() -> [u64; 3] {
    let (mut network, operator, victim, attacker) = before_a_release();
    epochs_ahead(&mut network, 1);
    [&operator.wallet, &victim, &attacker].map(|owner| claimed(&mut network, owner, operator.pool, Heat))
}

#[test]
fn being_counted_ten_thousand_times_costs_nothing() {
    // Given a victim whose position a stranger has counted anew ten thousand times during a release
    let (mut network, operator, victim, attacker) = before_a_release();
    let refresh = vec![staking::position_refresh(victim.pubkey(), operator.pool); AT_ONCE];
    for _ in 0..10_000 / AT_ONCE {
        send_all(&mut network, &refresh, &attacker);
        network.chain.advance(EPOCH / 250);
    }
    epochs_ahead(&mut network, 1);

    // When everybody claims, then they have what they would have had
    let paid = [&operator.wallet, &victim, &attacker].map(|owner| claimed(&mut network, owner, operator.pool, Heat));
    assert_eq!(paid, paid_once());
    assert_books(&network, &operator.pool);
}

#[test]
fn a_thousand_tiny_claims_are_one_claim() {
    // Given an attacker that claims a few units at a time all through a release, where any are owed
    let (mut network, operator, victim, attacker) = before_a_release();
    let (mut paid, mut claims) = (0, 0);
    let start = network.chain.now();
    for step in 1..=1_500 {
        network.chain.set_time(start + step * EPOCH / 1_500);
        let before = network.heat(&attacker.pubkey());
        if network.try_claim_rewards(&attacker, operator.pool, Heat).is_ok() {
            paid += network.heat(&attacker.pubkey()) - before;
            claims += 1;
        }
    }

    // When the others claim once, then nobody has a unit more or less than without it
    assert!(claims >= 1_000, "{claims} claims");
    let [of_operator, of_victim] =
        [&operator.wallet, &victim].map(|owner| claimed(&mut network, owner, operator.pool, Heat));
    assert_eq!([of_operator, of_victim, paid], paid_once());
    assert_books(&network, &operator.pool);
}

/// More than half of all HEAT in one pool, of which a share earns next to nothing.
fn huge_pool() -> (Network, OperatorActor, u64) {
    let mut network = Network::new();
    let stake = 400_000_000 * HEAT;
    let operator = network.operator("operator", stake);
    (network, operator, stake)
}

/// Little comes in ten times, while somebody looks all the time: all but `carried_at_most` units is paid
/// sooner or later, and never more.
fn assert_carried(
    network: &mut Network,
    operator: &OperatorActor,
    carried_at_most: u64,
    come_in: impl Fn(&mut Network) -> u64,
) {
    let (mut earned, mut paid) = (0, 0);
    for _ in 0..10 {
        earned += come_in(network);
        network.try_sync(operator.pool).expect("sync");
        epochs_ahead(network, 1);
        for _ in 0..20 {
            network.chain.advance(EPOCH / 20);
            network.try_refresh(&operator.wallet.pubkey(), operator.pool).expect("refresh");
        }
        if network.try_claim_rewards(&operator.wallet, operator.pool, Heat).is_ok() {
            paid = network.heat(&operator.wallet.pubkey());
        }
        assert!((earned.saturating_sub(carried_at_most)..=earned).contains(&paid), "{paid} of {earned}");
    }
    assert_books(network, &operator.pool);
}

#[test]
fn income_that_a_division_leaves_is_carried_and_not_lost() {
    // Given a huge pool, when little is earned, then less than 2^-32 of a unit a share waits for more to come
    let (mut network, operator, stake) = huge_pool();
    assert_carried(&mut network, &operator, stake / (1 << 32) + 1, |network| {
        earn(network, &operator.pool, 100_000, 0);
        90_000
    });
}

#[test]
fn fees_that_a_division_leaves_are_carried_and_not_lost() {
    // Given a huge pool that lost nine tenths, so that it weighs less than it has shares
    let (mut network, operator, stake) = huge_pool();
    network.impersonate(slash(operator.pool, None, burn(stake / 10 * 9))).expect("slash");
    network.try_sync(operator.pool).expect("sync");

    // When few fees come in, then less than 2^-32 of a unit a share and a weight waits for more to come
    let carried_at_most = stake / (1 << 32) + stake / 10 / (1 << 32) + 2;
    assert_carried(&mut network, &operator, carried_at_most, |network| {
        collect(network, 100_000, 0);
        100_000
    });
}
