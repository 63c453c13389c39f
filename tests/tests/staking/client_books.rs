//! What the client shows as claimable is what the program pays, to the unit.

use furnace_client::accounts::Books;
use furnace_client::instructions::staking::Reward;
use furnace_tests::network::{EPOCH, Network, OperatorActor};
use proptest::prelude::*;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::*;

/// What the client says that a wallet can claim now, in HEAT and in dollars.
fn shown(network: &Network, operator: &OperatorActor, owner: &Keypair) -> [u64; 2] {
    let (pool, fees) = (network.pool(&operator.pool), network.staker_fees());
    let books = Books::at(&pool, &fees, network.chain.now(), EPOCH).expect("books");
    let position = network.position(&operator.pool, &owner.pubkey());
    books.owed(&position).expect("owed").map(|owed| owed.sum())
}

/// What comes of a claim, and nothing where the program says that nothing is owed.
fn paid(network: &mut Network, operator: &OperatorActor, owner: &Keypair, mint: Reward) -> u64 {
    let before = wallet_account(network, &owner.pubkey(), mint);
    let _ = network.try_claim_rewards(owner, operator.pool, mint);
    wallet_account(network, &owner.pubkey(), mint) - before
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_shown_is_what_is_paid(
        steps in prop::collection::vec((0u64..1 << 40, 0u64..1 << 34, 0i64..3 * EPOCH, any::<bool>()), 1..8),
    ) {
        // Given a pool that earns, with a lock in it, and is synced at odd times
        let mut network = Network::new();
        let (operator, [first, second]) = pool_of_three(&mut network);
        let locked = network.position(&operator.pool, &first.pubkey()).shares / 3;
        network.try_lock(&first, operator.pool, locked, 100 * 86_400).expect("lock");
        let usd = network.usd();
        for (heat, dollars, wait, claims) in steps {
            earn(&mut network, &operator.pool, heat, dollars);
            collect(&mut network, heat / 3, dollars / 3);
            network.try_sync(operator.pool).expect("sync");
            network.chain.advance(wait);
            // When somebody looks and then claims
            for owner in [&first, &second, &operator.wallet].into_iter().filter(|_| claims) {
                let expected = shown(&network, &operator, owner);
                // Then what it saw is what it gets
                let came = [Reward::Heat, usd].map(|mint| paid(&mut network, &operator, owner, mint));
                prop_assert_eq!(came, expected);
            }
        }
    }
}
