//! A wallet's votes: the worth of its stake in all pools, times one to four where it is locked.

use furnace_client::instructions::staking;
use furnace_client::pda;
use furnace_common::limits::MAX_LOCK_SECONDS;
use furnace_common::units::HEAT;
use furnace_tests::chain::key;
use furnace_tests::network::Network;
use solana_signer::Signer;

use super::cast::realm;
use super::scene::*;
use super::votes::{VoterWeightRecord, count, discriminator, slot, try_count, voter};

#[test]
fn the_record_is_what_spl_governance_reads() {
    // Given a delegator
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    network.chain.svm.warp_to_slot(1_234);

    // When anyone counts its votes
    try_count(&mut network, &first.pubkey(), &[operator.pool]).expect("votes are counted");

    // Then the record says so, for this slot and any action
    let expected = VoterWeightRecord {
        account_discriminator: discriminator("VoterWeightRecord"),
        realm: realm(),
        governing_token_mint: pda::heat_mint(),
        governing_token_owner: first.pubkey(),
        voter_weight: UNIT,
        voter_weight_expiry: Some(1_234),
        weight_action: None,
        weight_action_target: None,
        reserved: [0; 8],
    };
    assert_eq!(voter(&network, &first.pubkey()), expected);

    // and it is counted anew in another slot, after a change of stake
    network.chain.svm.warp_to_slot(1_300);
    network.try_unstake(&first, operator.pool, UNIT / 4).expect("unstake");
    assert_eq!(count(&mut network, &first.pubkey(), &[operator.pool]), UNIT / 4 * 3);
    assert_eq!(voter(&network, &first.pubkey()).voter_weight_expiry, Some(slot(&network)));
}

#[test]
fn stake_in_several_pools_adds_up_by_its_locks() {
    // Given a delegator with stake in two pools, in one of which it is locked
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    let other = network.operator("other operator", UNIT);
    network.open_position(&first, other.pool);
    network.give(&first.pubkey(), UNIT / 2);
    network.try_stake(&first, other.pool, UNIT / 2).expect("delegation");
    network.try_lock(&first, other.pool, UNIT / 2, MAX_LOCK_SECONDS).expect("lock");

    // When its votes are counted, then the locked ones count four times
    let pools = [operator.pool, other.pool];
    assert_eq!(count(&mut network, &first.pubkey(), &pools), UNIT + UNIT / 2 * 4);
    // and only the positions that are shown
    assert_eq!(count(&mut network, &first.pubkey(), &pools[1..]), UNIT * 2);
    assert_eq!(count(&mut network, &first.pubkey(), &[]), 0);
}

#[test]
fn votes_are_what_the_stake_is_worth() {
    // Given a delegator in a pool that lost a third of its stake
    let mut network = Network::new();
    let operator = network.operator("operator", 600 * HEAT);
    let wallet = delegator(&mut network, "delegator", operator.pool, 300 * HEAT);
    network.impersonate(slash(operator.pool, None, burn(300 * HEAT))).expect("slash");

    // When its votes are counted, then by what is left: 300e6 x (600e6 + 1000) / (900e6 + 1000), rounded down
    let votes = count(&mut network, &wallet.pubkey(), &[operator.pool]);
    assert_eq!(votes, 300_000_000 * 600_001_000 / 900_001_000);
}

#[test]
fn each_realm_has_a_record_of_its_own() {
    // Given the votes of a delegator in one realm
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    count(&mut network, &first.pubkey(), &[operator.pool]);

    // When they are counted in another, then there are two records
    let other = key("another realm").pubkey();
    let update = staking::voter_weight_update(network.payer(), other, first.pubkey(), &[]);
    network.send(&[update], &[]).expect("votes are counted");
    assert!(network.chain.account(&pda::voter_weight(&other, &first.pubkey())).is_some());
    assert_eq!(voter(&network, &first.pubkey()).voter_weight, UNIT);
}

#[test]
fn lamports_sent_ahead_block_nothing() {
    // Given lamports at the address of a record, when votes are counted, then they are
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    let record = pda::voter_weight(&realm(), &first.pubkey());
    network.chain.svm.airdrop(&record, 900_000).expect("lamports");
    assert_eq!(count(&mut network, &first.pubkey(), &[operator.pool]), UNIT);
}
