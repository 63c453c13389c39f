//! No instruction lets its caller choose among committees.

use furnace_client::accounts::Dispute;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::dispute;
use furnace_client::{pda, program};
use furnace_common::dispute::{APPEAL_FEES, COMMITTEE_SECONDS, DRAW_SECONDS, DRAW_SLOTS, VERIFIER_BOND};
use furnace_common::state::{DisputeState, Round};
use furnace_tests::chain::compute_limit;
use furnace_tests::errors::assert_error;
use furnace_tests::network::Network;
use furnace_tests::network::delivery::CLAIMED_HASH;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::committee::{THIRD, judges};
use crate::court::{Court, FEE};
use crate::sampled::ALWAYS;

/// More than two of any instructions take.
const UNITS: u32 = 600_000;

/// The client's accusation, with the bond in its account.
fn accusation(court: &mut Court) -> (Address, Instruction) {
    let (wallet, account) = (court.scene.client.pubkey(), court.scene.network.job(&court.job));
    court.scene.network.give(&wallet, furnace_client::furnace::accuser_bond(&account));
    let (payer, source) = (court.scene.network.payer(), pda::heat_account(&wallet));
    let open = dispute::dispute_open(wallet, payer, court.job, &account, CLAIMED_HASH, source);
    (pda::dispute(&court.job, account.disputes).0, open)
}

#[test]
fn nothing_is_announced_and_drawn_at_once() {
    // Given a result, when it is called into question and a committee drawn in one transaction, then nothing happens
    let mut court = Court::new(9);
    court.scene.network.chain.pass_slots(10);
    let (dispute, open) = accusation(&mut court);
    let both = [compute_limit(UNITS), open, dispute::committee_draw(dispute)];
    let result = court.scene.network.send(&both, &[&court.scene.client]);
    assert_error(result, FurnaceSlashingError::SlotNotReached);
    assert!(court.scene.network.chain.account(&dispute).is_none());

    // Given a conviction, when it is appealed against and drawn at once, then nothing happens
    let dispute = court.accuse();
    court.judge(dispute, CLAIMED_HASH);
    court.scene.network.try_step(dispute).expect("the worker is convicted");
    let wallet = court.scene.operator.wallet.insecure_clone();
    court.scene.network.give(&wallet.pubkey(), APPEAL_FEES * FEE);
    let appeal = dispute::appeal_open(wallet.pubkey(), dispute, pda::heat_account(&wallet.pubkey()));
    let both = [compute_limit(UNITS), appeal, dispute::committee_draw(dispute)];
    assert_error(court.scene.network.send(&both, &[&wallet]), FurnaceSlashingError::SlotNotReached);
    assert_eq!(court.dispute(&dispute).state(), Some(DisputeState::Convicted));

    // Given an auditor that disagrees, when a committee is called and drawn at once, then nothing happens
    let mut court = Court::sampled(9, ALWAYS);
    let dispute = court.audit();
    court.scene.network.draw_committee(dispute);
    court.vote(dispute, &[Some(THIRD)]);
    let both = [compute_limit(UNITS), dispute::dispute_rule(dispute), dispute::committee_draw(dispute)];
    assert_error(court.scene.network.send(&both, &[]), FurnaceSlashingError::SlotNotReached);
    assert_eq!(court.dispute(&dispute).round(), Some(Round::Audit));

    // Given a drawing that comes too late, when it is announced anew and drawn at once, then nothing happens
    let mut court = Court::new(9);
    let dispute = court.accuse();
    let announced = court.dispute(&dispute);
    court.scene.network.chain.pass_slots(DRAW_SLOTS + 1);
    court.scene.network.chain.advance(DRAW_SECONDS + 1);
    let twice = [compute_limit(UNITS), dispute::committee_draw(dispute), dispute::committee_draw(dispute)];
    assert_error(court.scene.network.send(&twice, &[]), FurnaceSlashingError::SlotNotReached);
    assert_eq!(court.dispute(&dispute), announced);
}

#[test]
fn a_committee_does_not_depend_on_who_draws_it_nor_when() {
    // Given an accusation, and slots with and without blocks, when it is drawn later and later, then alike
    let mut court = Court::new(20);
    let dispute = court.accuse();
    let network = &mut court.scene.network;
    network.chain.pass_slots(DRAW_SLOTS);
    let mut committees = Vec::new();
    for (blocks, empty, seconds) in [(0, 2, 1), (1, 5, 0), (30, 1, 60), (1, 300, 130), (100, 1, 50), (0, 0, 359)] {
        network.chain.skip_slots(empty);
        network.chain.pass_slots(blocks);
        network.chain.advance(seconds);
        let mut drawn = network.copy();
        if drawn.try_draw_committee(dispute).is_ok() {
            committees.push(judges(&drawn.disputed(&dispute)));
        }
    }
    assert_eq!((committees.len(), committees[0].len()), (5, 3));
    committees.dedup();
    assert_eq!(committees.len(), 1);
}

#[test]
fn who_looks_before_it_draws_gains_nothing() {
    // Given a committee that can be drawn, and somebody who calls it off in the same transaction
    let mut court = Court::new(20);
    let dispute = court.accuse();
    let network = &mut court.scene.network;
    network.chain.pass_slots(DRAW_SLOTS + 1);
    let draw = [compute_limit(UNITS), dispute::committee_draw(dispute)];
    let seen = network.chain.simulate(&draw, &[]).expect("committee is drawn");
    let seen = seen.iter().find(|(address, _)| *address == dispute).expect("the dispute");
    let called_off = [draw[0].clone(), draw[1].clone(), draw[1].clone()];
    assert_error(network.send(&called_off, &[]), FurnaceSlashingError::NotDrawing);

    // When another draws after more blocks, then the same are drawn
    network.chain.pass_slots(9);
    network.try_draw_committee(dispute).expect("committee is drawn");
    let found = Dispute::from_bytes(&seen.1.data).expect("a dispute");
    assert_eq!(judges(&found), judges(&network.disputed(&dispute)));
}

#[test]
fn a_second_address_gives_no_second_drawing() {
    // Given a result, and two addresses that its dispute may have
    let mut court = Court::new(9);
    let (dispute, open) = accusation(&mut court);
    let job = court.job;
    let canonical = pda::dispute(&job, 0).1;
    let address_of =
        |bump: u8| Address::create_program_address(&[b"dispute", job.as_ref(), &[0], &[bump]], &program::SLASHING).ok();
    let (bump, second) =
        (0..canonical).rev().find_map(|bump| Some((bump, address_of(bump)?))).expect("another address");
    let mut other = open.clone();
    let place = other.accounts.iter().position(|meta| meta.pubkey == dispute).expect("the dispute");
    other.accounts[place].pubkey = second;
    *other.data.last_mut().expect("the bump") = bump;

    // When it is called into question at one of them, then it is not at the other too
    for (first, then) in [(&open, &other), (&other, &open)] {
        let mut network = court.scene.network.copy();
        network.give(&court.scene.client.pubkey(), 100 * FEE);
        network.send(std::slice::from_ref(first), &[&court.scene.client]).expect("dispute opens");
        let again = network.send(std::slice::from_ref(then), &[&court.scene.client]);
        // Its number has changed, so that the other address is not one of its any more.
        assert!(again.is_err());
        let opened = [dispute, second].iter().filter(|address| network.chain.account(address).is_some()).count();
        assert_eq!(opened, 1);
        let account = network.job(&job);
        let (wallet, source) = (court.scene.client.pubkey(), pda::heat_account(&court.scene.client.pubkey()));
        let next = dispute::dispute_open(wallet, network.payer(), job, &account, CLAIMED_HASH, source);
        assert_error(network.send(&[next], &[&court.scene.client]), FurnaceJobsError::JobNotInReview);
    }
}

/// What anyone can make of a dispute now: draw it, or end its round.
fn choices(network: &mut Network, dispute: Address) -> [bool; 2] {
    network.chain.svm.expire_blockhash();
    let draw = network.chain.simulate(&[compute_limit(UNITS), dispute::committee_draw(dispute)], &[]);
    let rule = network.chain.simulate(&[dispute::dispute_rule(dispute)], &[]);
    let drawn = draw.is_ok_and(|after| {
        let account = after.iter().find(|(address, _)| *address == dispute).map(|(_, account)| account);
        let found = Dispute::from_bytes(&account.expect("the dispute").data).expect("a dispute");
        found.state() == Some(DisputeState::Voting)
    });
    [drawn, rule.is_ok()]
}

#[test]
fn a_round_gets_a_committee_or_ends_without_one_and_never_either() {
    // Given a round for which nobody could be drawn until its time was almost over
    let mut court = Court::new(0);
    let dispute = court.accuse();
    let network = &mut court.scene.network;
    let ends_at = network.disputed(&dispute).round_at + COMMITTEE_SECONDS;
    network.chain.set_time(ends_at - 10);
    network.verifier("late", VERIFIER_BOND);
    network.draw_committee(dispute);
    network.chain.pass_slots(DRAW_SLOTS + 1);

    // When anyone looks at what goes through in a second, then it is one of the two at most: who knows the block, and so
    // whom it draws, must not be able to end the round instead
    let mut seen = Vec::new();
    for now in ends_at - 5..ends_at + 5 {
        network.chain.set_time(now);
        let choices = choices(network, dispute);
        assert_ne!(choices, [true, true], "{} s after the end", now - ends_at);
        seen.push(choices);
    }
    // and first it is the one, then the other, for good
    seen.dedup();
    assert_eq!(seen, [[true, false], [false, true]]);
}

#[test]
fn a_round_that_is_over_is_not_drawn_anew() {
    // Given a round without a committee whose time is over, that nobody ended, and a verifier that joins
    let mut court = Court::new(0);
    let dispute = court.accuse();
    let network = &mut court.scene.network;
    network.chain.advance(COMMITTEE_SECONDS + 1);
    network.verifier("late", VERIFIER_BOND);

    // When its committee is announced and drawn all the same, then there is none
    for _ in 0..2 {
        network.chain.pass_slots(DRAW_SLOTS + 1);
        let _ = network.try_draw_committee(dispute);
    }
    assert_eq!(network.disputed(&dispute).seats, 0);
}
