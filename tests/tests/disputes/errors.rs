//! What only a fault in the stored state brings about. Where each error of the program is covered is in `slashing`.

use furnace_client::accounts::{Dispute, PenaltyLedger, Verifier};
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::{dispute, verifier};
use furnace_client::pda;
use furnace_common::dispute::{DRAW_SLOTS, VERIFIER_BOND};
use furnace_tests::errors::assert_error;
use furnace_tests::network::Network;
use furnace_tests::network::disputes::SETTLED_SECONDS;
use solana_signer::Signer;

use crate::committee::{try_deposit, try_leave};
use crate::court::Court;

#[test]
fn a_state_that_nobody_knows_is_no_state() {
    for state in [0, 6, u8::MAX] {
        // Given a dispute whose state is none, when anything is done with it, then it is refused
        let (mut court, dispute) = Court::drawn(3);
        court.scene.network.chain.pass_slots(DRAW_SLOTS + 1);
        court.scene.network.tamper(&dispute, |found: &mut Dispute| found.state = state);
        let (found, job) = (court.dispute(&dispute), court.scene.network.job(&court.job));
        let accuser = pda::heat_account(&found.accuser);
        assert_error(court.scene.network.try_draw_committee(dispute), FurnaceSlashingError::UnknownState);
        assert_error(court.try_commit(0, dispute, Court::result()), FurnaceSlashingError::UnknownState);
        assert_error(court.try_show(0, dispute, Court::result()), FurnaceSlashingError::UnknownState);
        for step in [
            dispute::dispute_rule(dispute),
            dispute::dispute_uphold(dispute, &found, &job, accuser),
            dispute::dispute_convict(dispute, &found, &job),
            dispute::dispute_retry(dispute, &found, &job, accuser),
            dispute::penalty_release(dispute, &found, accuser, accuser),
            dispute::vote_settle(dispute, 0, found.votes[0].verifier),
            dispute::dispute_close(dispute, &found),
        ] {
            assert_error(court.scene.network.send(&[step], &[]), FurnaceSlashingError::UnknownState);
        }
    }
}

#[test]
fn a_round_and_a_ruling_that_nobody_knows_are_none() {
    for byte in [0, 5, u8::MAX] {
        // Given an announcement for a round that is none, when its committee is drawn, then it is refused
        let mut court = Court::new(3);
        let dispute = court.accuse();
        court.scene.network.chain.pass_slots(DRAW_SLOTS + 1);
        court.scene.network.tamper(&dispute, |found: &mut Dispute| found.round = byte);
        assert_error(court.scene.network.try_draw_committee(dispute), FurnaceSlashingError::UnknownState);

        // Given a ruling that is none, when it is carried out, then it is refused
        let (mut court, dispute) = Court::drawn(3);
        court.rule(dispute, &[Some(Court::result()); 3]);
        court.scene.network.tamper(&dispute, |found: &mut Dispute| found.ruling = byte);
        let (found, job) = (court.dispute(&dispute), court.scene.network.job(&court.job));
        let uphold = dispute::dispute_uphold(dispute, &found, &job, pda::heat_account(&found.accuser));
        assert_error(court.scene.network.send(&[uphold], &[]), FurnaceSlashingError::UnknownState);
    }
}

#[test]
fn bonds_and_counts_do_not_wrap() {
    // Given a bond that cannot grow, when something is added, then it is refused
    let mut network = Network::new();
    let actor = network.verifier("verifier", VERIFIER_BOND);
    network.give(&actor.wallet.pubkey(), 1);
    let mut full = network.copy();
    full.tamper(&actor.address, |verifier: &mut Verifier| verifier.bond = u64::MAX);
    assert_error(try_deposit(&mut full, &actor, 1), FurnaceSlashingError::Overflow);
    // and so it is where the books cannot
    let mut full = network.copy();
    full.tamper(&pda::penalty_ledger(), |ledger: &mut PenaltyLedger| ledger.held = u64::MAX);
    assert_error(try_deposit(&mut full, &actor, 1), FurnaceSlashingError::Overflow);

    // Given a verifier with as many votes as can be counted, when it commits to another, then it is refused
    let (mut court, dispute) = Court::drawn(3);
    let address = court.verifiers[0].address;
    court.scene.network.tamper(&address, |verifier: &mut Verifier| verifier.votes = u32::MAX);
    assert_error(court.try_commit(0, dispute, Court::result()), FurnaceSlashingError::Overflow);

    // Given a chain at the end of all slots, when a drawing is announced, then it is refused
    let mut court = Court::new(3);
    court.scene.network.chain.set_slot(u64::MAX - 1);
    let client = court.scene.client.insecure_clone();
    court.scene.network.give(&client.pubkey(), VERIFIER_BOND);
    let result = court.scene.network.try_dispute(&client, court.job, [6; 32]);
    assert_error(result, FurnaceSlashingError::Overflow);
}

#[test]
fn a_vault_that_holds_too_little_lets_nothing_happen() {
    // Given books that say more than the vault holds, when something is put in, then it is refused
    let mut network = Network::new();
    let actor = network.verifier("verifier", VERIFIER_BOND);
    network.give(&actor.wallet.pubkey(), 1);
    network.tamper(&pda::penalty_ledger(), |ledger: &mut PenaltyLedger| ledger.held += 1);
    assert_error(try_deposit(&mut network, &actor, 1), FurnaceSlashingError::VaultShort);

    // Given books that say less than a verifier has in it, when it takes that, then it is refused
    network.tamper(&pda::penalty_ledger(), |ledger: &mut PenaltyLedger| ledger.held -= 2);
    network.chain.advance(SETTLED_SECONDS);
    try_leave(&mut network, &actor).expect("verifier leaves");
    let free_at = network.verifier_of(&actor).free_at;
    network.chain.set_time(free_at);
    let wallet = actor.wallet.pubkey();
    let withdraw = verifier::verifier_withdraw(wallet, pda::heat_account(&wallet));
    assert_error(network.send(&[withdraw], &[&actor.wallet]), FurnaceSlashingError::Overflow);
}
