//! What rounds, what is given past the books, and what goes on at once.

use furnace_client::accounts::JobState;
use furnace_client::pda;
use furnace_common::dispute::{ACCUSER_FEES, APPEAL_FEES, VERIFIER_BOND, VOTE_FEE_PER_HOUR};
use furnace_common::units::HEAT;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::scene::STAKE;
use solana_signer::Signer;

use crate::books::assert_books_beside;
use crate::court::{Court, FEE};

#[test]
fn the_smallest_prices_round_against_nobody_but_the_accuser() {
    // Given a job of a few units, whose votes are paid for their time
    for price in [1u64, 2, 3] {
        let fee = VOTE_FEE_PER_HOUR;
        let mut court = Court::new(12);
        court.job = court.scene.network.post(&court.scene.client, price);
        court.scene.network.drive(&court.scene.worker, court.job, JobState::Review);

        // When the accusation falls, then the votes are paid, and what a tenth of so little is
        let dispute = court.accuse();
        court.judge(dispute, Court::result());
        court.scene.network.finish_dispute(dispute);
        let (earned, _) = court.earned_and_slashed();
        assert_eq!((earned, court.clients_heat()), (3 * fee, (ACCUSER_FEES - 3) * fee - fee / 5));
        court.assert_books();

        // and when a conviction is overturned, the operator has at least its price
        let mut court = Court::new(12);
        court.job = court.scene.network.post(&court.scene.client, price);
        court.scene.network.drive(&court.scene.worker, court.job, JobState::Review);
        let dispute = court.convict();
        court.reverse(dispute);
        assert_eq!((court.income(), court.clients_heat()), (2 * fee, 0));
        assert!(2 * fee >= price);
        court.assert_books();
    }
}

#[test]
fn gifts_to_the_bond_vault_change_nothing() {
    // Given somebody who sends HEAT to the vault of bonds, when disputes go on, then each gets what it would have
    let mut court = Court::new(12);
    let stranger = court.scene.stranger.insecure_clone();
    court.scene.network.give(&stranger.pubkey(), HEAT);
    court.scene.network.donate(&stranger, pda::bond_vault(), HEAT);
    let dispute = court.convict();
    let held = court.scene.network.ledger().held;
    assert_eq!(court.scene.network.bonds(), held + HEAT);
    court.reverse(dispute);
    assert_eq!((court.pool().active, court.strangers_heat()), (STAKE, APPEAL_FEES * FEE));
    assert_books_beside(&court.scene.network, &[(pda::bond_vault(), HEAT)]);
}

#[test]
fn gifts_to_the_pool_and_the_clients_vault_are_not_booked_as_penalties() {
    // Given gifts to the vaults that a penalty passes, when it is paid out, then the books grow by its parts alone
    let (mut court, dispute) = Court::convicted(3);
    let (stranger, client) = (court.scene.stranger.insecure_clone(), court.scene.client.pubkey());
    let vaults = [pda::pool_vault(&court.scene.operator.pool), pda::balance_vault(&pda::heat_balance(&client))];
    for vault in vaults {
        court.scene.network.give(&stranger.pubkey(), HEAT);
        court.scene.network.donate(&stranger, vault, HEAT);
    }
    let free = court.balance().free;
    let (ends_at, penalty) = (court.dispute(&dispute).appeal_ends_at, court.dispute(&dispute).penalty);
    court.scene.network.chain.set_time(ends_at + 1);
    court.scene.network.finish_dispute(dispute);
    assert_eq!(court.balance().free, free + penalty * 4 / 10 - 3 * FEE);
    assert_books_beside(&court.scene.network, &vaults.map(|vault| (vault, HEAT)));
}

#[test]
fn two_disputes_at_once_keep_their_money_apart() {
    // Given two accusations before the same three verifiers, one of which falls and one holds
    let mut court = Court::new(3);
    let first = court.accuse();
    court.job = court.scene.job(JobState::Review);
    let second = court.accuse();
    court.judge(first, Court::result());
    court.judge(second, CLAIMED_HASH);
    court.assert_books();

    // When both are carried out step by step in turn
    for _ in 0..2 {
        for dispute in [second, first] {
            if court.scene.network.chain.account(&dispute).is_some()
                && court.scene.network.next_step(&dispute).is_some()
            {
                court.scene.network.try_step(dispute).expect("step");
                court.assert_books();
            }
        }
    }
    let ends_at = court.dispute(&second).appeal_ends_at;
    court.scene.network.chain.set_time(ends_at + 1);
    for dispute in [first, second] {
        court.scene.network.finish_dispute(dispute);
    }

    // Then each vote of both is paid by its own dispute
    assert_eq!(court.earned_and_slashed(), (6 * FEE, 0));
    assert!(court.verifiers.iter().all(|verifier| court.scene.network.verifier_of(verifier).votes == 0));
    assert_eq!(court.scene.network.ledger().held, 3 * VERIFIER_BOND + 6 * FEE);
    court.assert_books();
}
