//! Operators that would be paid for nothing by handing a job around.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs::{self, Payee};
use furnace_common::limits::{MAX_ATTEMPTS, MAX_CREDITS};
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::assert_error;
use furnace_tests::network::PRICE;
use furnace_tests::network::delivery::checkpoint;
use furnace_tests::scene::{DEPOSIT, STAKE};
use furnace_tests::substitution::Free;

use crate::relay::Relay;

#[test]
fn colluding_workers_have_no_more_than_the_price_and_only_once_it_is_delivered() {
    // Given operators that claim nearly all of the work one after the other, as often as a job can be lost
    let mut relay = Relay::new(usize::from(MAX_ATTEMPTS));
    let last = relay.runners.len() - 1;
    for runner in 0..last {
        relay.leg(runner, 9_999);
    }
    relay.go_on(last);
    assert_eq!(relay.credits(), [(0, 9_999)]);

    // When the last one does not deliver either, then the job has failed and nobody is paid anything
    relay.quit(last);
    assert_eq!(relay.scene.network.state(&relay.job), JobState::Failed);
    let penalties = relay.scene.network.ledger().to_clients;
    assert!(penalties > 0, "each of them paid for it");
    assert_eq!(relay.scene.books(), (DEPOSIT + penalties, 0));
    for index in 0..MAX_CREDITS as u8 {
        let book = relay.scene.network.book(&relay.runners[0].0.operator);
        let mut pay = jobs::credit_pay(relay.job, &relay.account(), index, &Payee::new(&book));
        pay.accounts[3].pubkey = relay.runners[0].0.operator;
        assert!(relay.scene.network.send(&[pay], &[]).is_err(), "credit {index} of a failed job");
    }
}

#[test]
fn a_worker_that_hands_the_job_to_its_own_operator_gains_nothing() {
    // Given an operator that hands its own job around between its workers, with all credits to itself
    let mut relay = Relay::new(1);
    let colleague = relay.scene.network.worker(&relay.runners[0].0, "colleague");
    relay.leg(0, 9_000);
    relay.scene.network.try_claim(&colleague, relay.job).expect("claim");
    relay.scene.network.try_resume(&colleague, relay.job, 1).expect("start");
    relay.scene.network.try_submit(&colleague, relay.job).expect("submit");
    relay.scene.network.try_accept(&relay.scene.client, relay.job).expect("accept");
    relay.scene.network.try_pay_credit(relay.job, 0).expect("credit is paid");

    // When all is paid, then it has what one worker would have had, and is the penalty short
    let operator = &relay.runners[0].0;
    assert_eq!(relay.scene.network.book(&operator.operator).earned, [PRICE * 90 / 100, 0]);
    assert!(relay.scene.network.pool(&operator.pool).active < STAKE);
}

#[test]
fn whoever_finishes_decides_and_cannot_be_made_to_credit() {
    // Given a worker that claims to have done all but nothing of the work, over and over
    let mut relay = Relay::new(2);
    relay.leg(0, 9_999);
    // When the next finds that it is no good, then it has the whole price
    relay.begin(1, 0);
    relay.finish(1);
    assert_eq!(relay.credits(), []);
    let finisher = &relay.runners[1].0.operator;
    assert_eq!(relay.scene.network.book(finisher).earned, [PRICE * 90 / 100, 0]);
    assert_eq!(relay.account().escrow.reserved, 0);
}

#[test]
fn two_that_confirm_one_another_leave_the_pay_to_who_does_the_work() {
    // Given a worker that claims to have done all but nothing, and an accomplice that confirms it and leaves
    let mut relay = Relay::new(3);
    relay.leg(0, 9_999);
    relay.begin(1, 1);
    relay.quit(1);
    assert_eq!(relay.credits(), [(0, 9_999)]);

    // When an honest one finds that it is no good and does the work, then it has the whole price
    relay.begin(2, 0);
    relay.finish(2);
    assert_eq!(relay.credits(), []);
    assert_eq!(relay.scene.network.book(&relay.runners[2].0.operator).earned, [PRICE * 90 / 100, 0]);
    let book = relay.scene.network.book(&relay.runners[0].0.operator);
    let mut pay = jobs::credit_pay(relay.job, &relay.account(), 0, &Payee::new(&book));
    pay.accounts[3].pubkey = relay.runners[0].0.operator;
    assert_error(relay.scene.network.send(&[pay], &[]), FurnaceJobsError::NoCredit);
}

#[test]
fn one_credit_too_many_finds_no_place_and_falls_to_the_finisher() {
    // Given a job of which each operator did a tenth, one more of them than there are credits
    let mut relay = Relay::new(MAX_CREDITS + 2);
    let finisher = MAX_CREDITS + 1;
    for runner in 0..finisher {
        relay.leg(runner, 1_000 * (runner as u16 + 1));
    }

    // When another one finishes it, then the first ones are credited, and the rest of the price is the finisher's
    relay.go_on(finisher);
    assert_eq!(relay.account().progress.last.progress_bps, 1_000 * finisher as u16);
    relay.finish(finisher);
    assert_eq!(relay.credits(), [(0, 1_000), (1, 2_000), (2, 3_000)]);
    let book = relay.scene.network.book(&relay.runners[finisher].0.operator);
    assert_eq!(book.earned, [PRICE * 70 / 100 * 90 / 100, 0]);
}

#[test]
fn a_lost_key_records_nothing_more() {
    // Given a worker that lost its job, which another one holds, when it records a checkpoint, then it is refused
    let mut relay = Relay::new(2);
    relay.leg(0, 1_000);
    relay.go_on(1);
    let result = relay.scene.network.try_checkpoint(&relay.runners[0].1, relay.job, checkpoint(9, 9_000));
    assert!(result.is_err());
    assert_eq!(relay.account().progress.last.progress_bps, 1_000);
}

#[test]
fn its_accounts_are_checked() {
    // Given a settled job that owes a rival's credit, in a crowd
    let mut crowd = Crowd::new();
    let job = crowd.scene.job(JobState::Open);
    let (scene, rival) = (&mut crowd.scene, &crowd.rivals_worker);
    scene.network.drive(rival, job, JobState::Running);
    scene.network.try_checkpoint(rival, job, checkpoint(1, 5_000)).expect("checkpoint");
    scene.network.try_quit(rival, job).expect("quit");
    scene.network.try_claim(&scene.worker, job).expect("claim");
    scene.network.try_resume(&scene.worker, job, 1).expect("start");
    scene.network.try_submit(&scene.worker, job).expect("submit");
    scene.network.try_accept(&scene.client, job).expect("accept");
    let payee = Payee::new(&scene.network.book(&crowd.rival.operator));
    let pay = jobs::credit_pay(job, &scene.network.job(&job), 0, &payee);
    let foreign = crowd.foreign_job(JobState::Review);

    // When any account is another one, then it is refused
    let why = "what is quoted in HEAT needs no price, and reads none";
    let free = [Free { place: 7, why }, Free { place: 8, why }];
    crowd.assert_checked(&pay, &[("a foreign job", foreign)], &free);
}
