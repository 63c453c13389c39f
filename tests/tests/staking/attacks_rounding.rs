//! A thousand small operations gain nothing.

use furnace_common::units::HEAT;
use furnace_tests::network::{COOLDOWN, Network};
use solana_signer::Signer;

use super::scene::{assert_books, burn, delegator, slash};

#[test]
fn a_thousand_tiny_operations_gain_nothing() {
    // Given a pool at an odd share price, in both buckets, and an attacker with a few units
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT + 7);
    network.try_unstake(&operator.wallet, operator.pool, 100 * HEAT + 3).expect("unstake");
    network.impersonate(slash(operator.pool, None, burn(123_456_789))).expect("slash");
    let attacker = delegator(&mut network, "attacker", operator.pool, 1);
    network.give(&attacker.pubkey(), 1_000);
    let held = |network: &Network| {
        let shares = network.position(&operator.pool, &attacker.pubkey()).shares;
        network.heat(&attacker.pubkey()) + network.pool(&operator.pool).worth(shares)
    };
    let (start, before) = (held(&network), network.pool(&operator.pool));

    // When it stakes, unstakes and withdraws amounts that round badly, a thousand times in all
    let mut operations = 0;
    for amount in (1..=13).cycle() {
        network.try_stake(&attacker, operator.pool, amount).expect("stake");
        let shares = network.position(&operator.pool, &attacker.pubkey()).shares;
        network.try_unstake(&attacker, operator.pool, shares - shares / 3).expect("unstake");
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
    assert!(held(&network) <= start, "{} of {start}", held(&network));
    let after = network.pool(&operator.pool);
    assert!(after.worth(after.own_shares) >= before.worth(before.own_shares));
    assert_books(&network, &operator.pool);
}
