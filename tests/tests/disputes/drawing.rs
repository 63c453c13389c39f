//! Committees, and the blocks that draw them.

use furnace_client::accounts::Dispute;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::dispute;
use furnace_client::pda;
use furnace_common::dispute::{DRAW_SECONDS, DRAW_SLOTS, FIRST_SEATS};
use furnace_common::state::{DisputeState, VoteState};
use furnace_tests::errors::assert_error;
use solana_address::Address;
use solana_signer::Signer;

use crate::committee::{drawn_by, judges, without_announcement};
use crate::court::Court;

/// Blocks that the chain remembers.
const REMEMBERED: u64 = 512;

/// An accusation, and the slot that draws its committee.
fn accused(verifiers: usize) -> (Court, Address, u64) {
    let mut court = Court::new(verifiers);
    let dispute = court.accuse();
    let draw_slot = court.dispute(&dispute).draw_slot;
    (court, dispute, draw_slot)
}

#[test]
fn anyone_draws_three_by_the_block_two_slots_later() {
    // Given an accusation among eight verifiers, and the block that draws
    let (mut court, dispute, draw_slot) = accused(8);
    let network = &mut court.scene.network;
    assert_eq!(draw_slot, network.chain.slot() + DRAW_SLOTS);
    let before = network.disputed(&dispute);
    network.chain.pass_slots(DRAW_SLOTS + 1);
    network.chain.advance(5);

    // When a stranger draws
    network.try_draw_committee(dispute).expect("committee is drawn");

    // Then three are drawn as the published rule says
    let found = network.disputed(&dispute);
    assert_eq!(judges(&found), drawn_by(network, &dispute, FIRST_SEATS, draw_slot));
    assert_eq!((found.first, found.seats, found.state()), (0, 3, Some(DisputeState::Voting)));
    assert!(found.members().all(|(_, vote)| vote.state() == Some(VoteState::Drawn)));
    // and have the time of the job and ten minutes to commit, and ten more to show
    let commit_ends_at = network.chain.now() + i64::from(found.vote_seconds);
    assert_eq!((found.commit_ends_at, found.reveal_ends_at), (commit_ends_at, commit_ends_at + 600));
    assert_eq!(found.vote_seconds, furnace_tests::network::MAX_SECONDS + 600);
    // and all else stays
    let drawn = Dispute { state: before.state, seats: 0, commit_ends_at: 0, reveal_ends_at: 0, ..found };
    assert_eq!(Dispute { votes: before.votes.clone(), ..drawn }, before);
}

#[test]
fn before_there_is_a_block_nobody_is_drawn() {
    // Given an accusation, when it is drawn in the same slot, in the next one, and in that which draws, then too early
    let (mut court, dispute, draw_slot) = accused(3);
    let network = &mut court.scene.network;
    for _ in 0..=DRAW_SLOTS {
        assert!(network.chain.slot() <= draw_slot);
        assert_error(network.try_draw_committee(dispute), FurnaceSlashingError::SlotNotReached);
        network.chain.pass_slots(1);
    }
    network.try_draw_committee(dispute).expect("committee is drawn");
}

#[test]
fn slots_without_blocks_are_passed_over() {
    // Given an accusation, and no block in the slot that draws nor in the one after it
    let (mut court, dispute, draw_slot) = accused(9);
    let network = &mut court.scene.network;
    network.chain.pass_slots(DRAW_SLOTS);
    network.chain.skip_slots(2);
    assert_error(network.try_draw_committee(dispute), FurnaceSlashingError::SlotNotReached);

    // When a block comes, then it draws, however many more have come
    network.chain.pass_slots(1);
    for more in [0, 1, 100] {
        let mut later = network.copy();
        later.chain.pass_slots(more);
        later.try_draw_committee(dispute).expect("committee is drawn");
        let expected = drawn_by(&later, &dispute, FIRST_SEATS, draw_slot + 2);
        assert_eq!(judges(&later.disputed(&dispute)), expected);
    }
}

#[test]
fn a_block_that_may_be_forgotten_draws_nobody() {
    // Given an accusation, and as many blocks from the one that draws on as are remembered with one before them
    let (mut court, dispute, draw_slot) = accused(9);
    let network = &mut court.scene.network;
    network.chain.pass_slots(DRAW_SLOTS + REMEMBERED - 1);
    let mut last = network.copy();
    last.try_draw_committee(dispute).expect("committee is drawn");
    assert_eq!(judges(&last.disputed(&dispute)), drawn_by(&last, &dispute, FIRST_SEATS, draw_slot));

    // When another has come, then the drawing is announced anew, and nothing else happens
    network.chain.pass_slots(1);
    let before = network.disputed(&dispute);
    network.chain.advance(7);
    network.try_draw_committee(dispute).expect("it is announced anew");
    let after = network.disputed(&dispute);
    assert_eq!(after.draw_slot, network.chain.slot() + DRAW_SLOTS);
    assert_eq!(after.announced_at, network.chain.now());
    assert_eq!(without_announcement(after), without_announcement(before));

    // and the block of that draws
    network.draw_committee(dispute);
    let found = network.disputed(&dispute);
    assert_eq!(judges(&found), drawn_by(network, &dispute, FIRST_SEATS, found.draw_slot));
}

#[test]
fn after_ten_minutes_a_drawing_is_announced_anew() {
    // Given an accusation whose block has come
    let (mut court, dispute, _) = accused(9);
    let network = &mut court.scene.network;
    network.chain.pass_slots(DRAW_SLOTS + 1);

    // When ten minutes are over, then it draws; a second later it is announced anew, and nothing else happens
    network.chain.advance(DRAW_SECONDS);
    let mut last = network.copy();
    last.try_draw_committee(dispute).expect("committee is drawn");
    assert_eq!(last.disputed(&dispute).seats, 3);
    network.chain.advance(1);
    let before = network.disputed(&dispute);
    network.try_draw_committee(dispute).expect("it is announced anew");
    let after = network.disputed(&dispute);
    assert_eq!(after.announced_at, network.chain.now());
    assert_eq!(without_announcement(after), without_announcement(before));
    // and it waits for a block of its own
    assert_error(network.try_draw_committee(dispute), FurnaceSlashingError::SlotNotReached);
    network.draw_committee(dispute);
    assert_eq!(network.disputed(&dispute).seats, 3);
}

#[test]
fn a_committee_is_drawn_once() {
    // Given a committee, when it is drawn again, before and after it has ruled, then it stays
    let (mut court, dispute) = Court::drawn(9);
    let before = court.dispute(&dispute);
    court.scene.network.chain.pass_slots(3);
    assert_error(court.scene.network.try_draw_committee(dispute), FurnaceSlashingError::NotDrawing);
    assert_eq!(court.dispute(&dispute), before);
    court.rule(dispute, &[Some(Court::result()); 3]);
    assert_error(court.scene.network.try_draw_committee(dispute), FurnaceSlashingError::NotDrawing);
}

#[test]
fn nothing_else_passes_for_the_slot_hashes() {
    // Given a committee that can be drawn, when another account stands for the hashes, then it is refused
    let (mut court, dispute, _) = accused(3);
    let network = &mut court.scene.network;
    network.chain.pass_slots(DRAW_SLOTS + 1);
    let draw = dispute::committee_draw(dispute);
    let genuine = network.chain.account(&draw.accounts[2].pubkey).expect("slot hashes");
    let forged = court.scene.stranger.pubkey();
    network.chain.svm.set_account(forged, genuine).expect("forgery");
    for wrong in [forged, pda::roster()] {
        let mut draw = draw.clone();
        draw.accounts[2].pubkey = wrong;
        assert_error(network.send(&[draw], &[]), FurnaceSlashingError::NotSlotHashes);
    }
}
