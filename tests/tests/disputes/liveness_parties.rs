//! Parties that are gone, silent or unwilling hold nothing up.

use furnace_client::accounts::{JobState, Verifier};
use furnace_client::instructions::dispute::dispute_uphold;
use furnace_client::instructions::jobs;
use furnace_client::instructions::verifier::{verifier_close, verifier_leave, verifier_withdraw};
use furnace_client::{pda, program};
use furnace_common::dispute::{COMMITTEE_SECONDS, VERIFIER_COOLDOWN_SECONDS};
use furnace_common::limits::{LEAVING_SECONDS, MAX_ATTEMPTS};
use furnace_common::state::{DisputeState, Round};
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::disputes::SETTLED_SECONDS;
use furnace_tests::network::{Network, PRICE};
use furnace_tests::scene::{DEPOSIT, STAKE};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;
use spl_token_interface::instruction::{AuthorityType, set_authority};

use crate::court::{Court, FEE};
use crate::liveness::{assert_job_goes_on, finish};
use crate::sampled::ALWAYS;

#[test]
fn without_any_verifier_nobody_is_convicted_and_nothing_is_stuck() {
    // Given no verifier at all, when the client accuses, and an audit is drawn
    let mut court = Court::new(0);
    let dispute = court.accuse();
    finish_without_committee(&mut court, dispute);
    assert_job_goes_on(&mut court);
    let mut court = Court::sampled(0, ALWAYS);
    let dispute = court.audit();
    finish_without_committee(&mut court, dispute);
    assert_job_goes_on(&mut court);
}

/// Each round waits a day for a committee, and ends without one.
fn finish_without_committee(court: &mut Court, dispute: Address) {
    let network = &mut court.scene.network;
    while network.chain.account(&dispute).is_some() {
        let drawing = network.disputed(&dispute).state() == Some(DisputeState::Drawing);
        if drawing {
            network.chain.pass_slots(3);
            network.try_draw_committee(dispute).expect("a drawing of nobody is announced anew");
            network.chain.advance(COMMITTEE_SECONDS + 1);
        }
        network.try_step(dispute).expect("the round ends without a committee");
    }
    assert_eq!(court.pool().active, STAKE);
}

#[test]
fn a_job_that_is_torn_eight_times_fails_and_the_client_has_its_money() {
    // Given a job whose committees never agree
    let mut court = Court::new(4);
    for attempt in 1..=MAX_ATTEMPTS {
        let dispute = court.accuse();
        court.scene.network.judge(dispute, &court.verifiers, |verifier| Some(verifier.address.to_bytes()));
        court.scene.network.finish_dispute(dispute);
        assert_eq!(court.account().attempts, attempt);
        if attempt < MAX_ATTEMPTS {
            court.scene.network.drive(&court.scene.worker, court.job, JobState::Review);
        }
    }

    // When the last is carried out, then it has failed, nothing is held for it, and the worker is not to blame
    assert_eq!(court.scene.network.state(&court.job), JobState::Failed);
    assert_eq!((court.scene.books(), court.scene.locked()), ((DEPOSIT, 0), 0));
    assert_eq!(court.scene.network.worker_account(&court.scene.worker.address).failed, 0);
    court.assert_books();
}

#[test]
fn a_client_has_its_part_though_its_job_is_gone() {
    // Given a convict, whose job the client has cancelled and closed
    let (mut court, dispute) = Court::convicted(3);
    let client = court.scene.client.insecure_clone();
    court.scene.network.try_cancel(&client, court.job).expect("cancel");
    court.scene.network.try_close(&client, court.job).expect("close");
    assert!(court.scene.network.chain.account(&court.job).is_none());
    let (free, penalty) = (court.scene.books().0, court.dispute(&dispute).penalty);

    // When the penalty is paid out, then the client's balance has its part
    let ends_at = court.dispute(&dispute).appeal_ends_at;
    court.scene.network.chain.set_time(ends_at + 1);
    court.scene.network.finish_dispute(dispute);
    assert_eq!(court.scene.books(), (free + penalty * 4 / 10 - 3 * FEE, 0));
    court.assert_books();
}

#[test]
fn an_appeal_is_heard_though_the_job_is_gone_and_the_worker_retired() {
    // Given a convict who retires and closes its book, and whose job is closed
    let (mut court, dispute) = Court::convicted(8);
    let (client, wallet) = (court.scene.client.insecure_clone(), court.scene.operator.wallet.insecure_clone());
    court.scene.network.try_cancel(&client, court.job).expect("cancel");
    court.scene.network.try_close(&client, court.job).expect("close");
    let key = court.scene.worker.key.pubkey();
    let retire = jobs::worker_retire(wallet.pubkey(), key);
    court.scene.network.send(&[retire], &[&wallet]).expect("retire");
    court.scene.network.chain.advance(LEAVING_SECONDS);
    let payer = court.scene.network.payer();
    let close = jobs::operator_close(wallet.pubkey(), payer);
    court.scene.network.send(&[close], &[&wallet]).expect("the book closes");

    // When it appeals and is found right, then its stake is back and the price is in its income
    court.reverse(dispute);
    assert_eq!(court.pool().active, STAKE);
    assert_eq!(court.income(), PRICE);
    assert!(court.scene.network.chain.account(&dispute).is_none());
    court.assert_books();
}

#[test]
fn a_verifier_that_left_and_closed_holds_nothing_up() {
    // Given a member of a committee that never voted, and nobody who goes on with the dispute
    let mut court = Court::new(3);
    let dispute = court.accuse();
    court.scene.network.draw_committee(dispute);
    let wallet = court.verifiers[0].wallet.insecure_clone();
    leave_for_good(&mut court.scene.network, &wallet);

    // When strangers go on, then it ends without it
    finish(&mut court.scene.network, dispute, &court.verifiers, vec![]);
    assert_job_goes_on(&mut court);
}

/// The verifier leaves, waits, takes its bond, and closes its account.
fn leave_for_good(network: &mut Network, wallet: &Keypair) {
    let owner = wallet.pubkey();
    network.chain.advance(SETTLED_SECONDS);
    network.send(&[verifier_leave(owner)], &[wallet]).expect("leave");
    network.chain.advance(VERIFIER_COOLDOWN_SECONDS);
    let withdraw = verifier_withdraw(owner, pda::heat_account(&owner));
    network.send(&[withdraw], &[wallet]).expect("withdraw");
    let account: Verifier = network.chain.read(&pda::verifier(&owner));
    network.send(&[verifier_close(&account)], &[wallet]).expect("close");
}

#[test]
fn an_accuser_that_gave_its_account_away_stops_nobody() {
    // Given an accuser whose HEAT account belongs to somebody else since
    let mut court = Court::new(3);
    let dispute = court.accuse();
    court.judge(dispute, Court::result());
    let client = court.scene.client.insecure_clone();
    let account = pda::heat_account(&client.pubkey());
    let give_away = set_authority(
        &program::SPL_TOKEN,
        &account,
        Some(&court.scene.stranger.pubkey()),
        AuthorityType::AccountOwner,
        &client.pubkey(),
        &[],
    );
    court.scene.network.send(&[give_away.expect("set authority")], &[&client]).expect("the account changes hands");

    // When a stranger opens another for it, then the step goes through with that
    let other = court.scene.network.token_account("another", &pda::heat_mint(), &client.pubkey());
    let found = court.dispute(&dispute);
    let uphold = dispute_uphold(dispute, &found, &court.account(), other);
    court.scene.network.send(&[uphold], &[]).expect("the job is upheld");
    assert!(court.scene.network.tokens(&other) > 0);
    court.scene.network.finish_dispute(dispute);
    assert_job_goes_on(&mut court);
}

#[test]
fn the_worker_itself_may_be_convicted_of_anything_but_not_twice() {
    // Given a convict that takes the same job again and delivers the same
    let (mut court, first) = Court::convicted(8);
    court.scene.network.drive(&court.scene.worker, court.job, JobState::Review);

    // When the client accuses again, then it is another dispute with its own penalty
    let dispute = court.accuse();
    assert_ne!(first, dispute);
    assert_eq!(court.dispute(&dispute).round(), Some(Round::First));
    court.judge(dispute, CLAIMED_HASH);
    court.scene.network.try_step(dispute).expect("conviction");
    assert_eq!(court.pool().penalties_pending, 2);
    for address in [first, dispute] {
        finish(&mut court.scene.network, address, &court.verifiers, vec![]);
    }
    assert_job_goes_on(&mut court);
}
