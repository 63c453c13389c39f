//! All votes there are: the weight of all pools.

use furnace_client::pda;
use furnace_common::limits::MAX_LOCK_SECONDS;
use furnace_tests::network::Network;
use solana_signer::Signer;

use super::cast::realm;
use super::scene::*;
use super::votes::{MaxVoterWeightRecord, count, count_all, discriminator};

#[test]
fn the_record_is_what_spl_governance_reads() {
    // Given two pools, with a lock in one
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    network.operator("other operator", UNIT);
    network.try_lock(&first, operator.pool, UNIT, MAX_LOCK_SECONDS).expect("lock");
    network.chain.svm.warp_to_slot(1_234);

    // When anyone counts all votes, then the record says so, for this slot
    let expected = MaxVoterWeightRecord {
        account_discriminator: discriminator("MaxVoterWeightRecord"),
        realm: realm(),
        governing_token_mint: pda::heat_mint(),
        max_voter_weight: 8 * UNIT,
        max_voter_weight_expiry: Some(1_234),
        reserved: [0; 8],
    };
    assert_eq!(count_all(&mut network), expected);
    // and it is counted anew in another slot, after a change of stake
    network.chain.svm.warp_to_slot(1_300);
    network.try_unstake(&operator.wallet, operator.pool, UNIT).expect("unstake");
    let record = count_all(&mut network);
    assert_eq!((record.max_voter_weight, record.max_voter_weight_expiry), (7 * UNIT, Some(1_300)));
}

#[test]
fn nobody_staked_makes_no_votes() {
    // Given an empty network, when all votes are counted, then there are none
    assert_eq!(count_all(&mut Network::new()).max_voter_weight, 0);
}

#[test]
fn all_voters_together_have_no_more() {
    // Given pools at odd prices with odd locks, of which one was slashed and nobody looked
    let mut network = Network::new();
    let (operator, [first, second]) = pool_of_three(&mut network);
    let other = network.operator("other operator", 1_234_567);
    let third = delegator(&mut network, "third delegator", other.pool, 777_777);
    network.impersonate(slash(other.pool, None, burn(123_457))).expect("slash");
    network.give(&third.pubkey(), 1_111);
    network.try_stake(&third, other.pool, 1_111).expect("delegation");
    network.try_lock(&third, other.pool, 333_333, 1_234_567).expect("lock");
    network.try_lock(&second, operator.pool, 7_777, 7_777_777).expect("lock");
    network.impersonate(slash(operator.pool, None, burn(UNIT))).expect("slash");

    // When all votes are counted, then they are at least the sum of everybody's, even once a lock is over
    for wait in [0, 1_234_567] {
        network.chain.advance(wait);
        let all = count_all(&mut network).max_voter_weight;
        let voters = [
            (&operator.wallet, operator.pool),
            (&first, operator.pool),
            (&second, operator.pool),
            (&other.wallet, other.pool),
            (&third, other.pool),
        ];
        let sum: u64 = voters.iter().map(|(voter, pool)| count(&mut network, &voter.pubkey(), &[*pool])).sum();
        assert!(sum <= all, "{sum} of {all}");
    }
    assert!(network.chain.account(&pda::max_voter_weight(&realm())).is_some());
}
