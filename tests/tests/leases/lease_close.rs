//! The client ends a lease that a worker holds, whenever it likes.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs;
use furnace_common::state::{CloseReason, LeaseState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::scene::{DEPOSIT, replaced};
use solana_signer::Signer;

use crate::stage::{HELD, RATE, Stage, terms};

#[test]
fn the_worker_is_paid_to_the_second_and_the_client_has_the_rest() {
    for (reason, completed) in [(CloseReason::Finished, 1), (CloseReason::Unsatisfied, 0)] {
        // Given a lease that runs for a thousand seconds
        let mut stage = Stage::running(terms());

        // When its client ends it for a reason of its own
        let receipt = stage.at(1_000).close(reason).expect("close");

        // Then so many seconds are paid, the rest is free, and so is the worker, whose record is better for a client
        // that is content
        assert_event(&receipt, "LeaseEnded", (stage.lease, HELD - 1_000 * RATE, reason.byte(), [0u8; 7]));
        assert_eq!(stage.books(), (DEPOSIT - 1_000 * RATE, 0));
        assert_eq!((stage.incomes(), stage.scene.locked()), ([Stage::earned(1_000), 0], 0));
        let (account, worker) = (stage.account(), &stage.scene.worker.address);
        assert_eq!((stage.state(), account.reason), (LeaseState::Closed, reason.byte()));
        assert_eq!(account.ended_at, stage.began + 1_000);
        let worker = stage.scene.network.worker_account(worker);
        assert_eq!((worker.completed, worker.failed, worker.busy_seconds), (completed, 0, 1_000));
    }
}

#[test]
fn it_need_not_wait_for_a_minute() {
    // Given a lease that was settled a second ago, when its client ends it, then that second is paid
    let mut stage = Stage::running(terms());
    stage.at(60).settle().expect("settle");
    stage.at(61).close(CloseReason::Finished).expect("close");
    assert_eq!(stage.account().escrow.paid, 61 * RATE);
}

#[test]
fn a_lease_that_never_started_costs_nothing() {
    // Given a lease that was claimed, when its client ends it, then all is free, and the worker has neither praise
    // nor blame
    let mut stage = Stage::assigned(terms());
    stage.at(100).close(CloseReason::Unsatisfied).expect("close");
    assert_eq!((stage.books(), stage.scene.locked()), ((DEPOSIT, 0), 0));
    let worker = stage.scene.network.worker_account(&stage.scene.worker.address);
    assert_eq!((worker.completed, worker.failed, worker.busy_seconds), (0, 0, 0));
}

#[test]
fn a_lease_out_of_funds_ends_without_another_payment() {
    // Given a suspended lease, when its client ends it, then no more is paid than was held
    let mut stage = Stage::suspended(terms());
    stage.at(5_000).close(CloseReason::Finished).expect("close");
    assert_eq!(stage.books(), (DEPOSIT - HELD, 0));
}

#[test]
fn no_more_is_paid_than_is_held() {
    // Given a lease whose funds ran out unseen, when its client ends it, then all of them are paid
    let mut stage = Stage::running(terms());
    stage.at(5_000).close(CloseReason::Finished).expect("close");
    assert_eq!((stage.books(), stage.account().billed_seconds), ((DEPOSIT - HELD, 0), 3_600));
}

#[test]
fn a_client_gives_reasons_of_its_own_alone() {
    // Given a running lease, when its client gives a reason that is not its to give, then it is refused
    let mut stage = Stage::running(terms());
    for &reason in CloseReason::ALL.iter().filter(|reason| !reason.is_clients()) {
        assert_error(stage.close(reason), FurnaceJobsError::NotClientsReason);
    }
    // and so is one that is none
    let client = stage.scene.client.insecure_clone();
    let mut close = jobs::lease_close(stage.lease, &stage.account(), &stage.payee(), CloseReason::Finished);
    for byte in [0, 9, u8::MAX] {
        *close.data.last_mut().expect("reason") = byte;
        assert_error(stage.send(&[close.clone()], &[&client]), FurnaceJobsError::NotClientsReason);
    }
}

#[test]
fn a_lease_that_nobody_holds_is_not_closed() {
    // Given a lease that its worker left, and one that ended, when its client closes it, then it is refused
    let mut left = Stage::running(LeaseTerms { funded_seconds: 7_200, ..terms() });
    left.notice().expect("notice");
    left.at(3_600).leave().expect("leave");
    assert_error(left.close(CloseReason::Finished), FurnaceJobsError::LeaseNotHeld);
    let mut ended = Stage::running(terms());
    ended.close(CloseReason::Finished).expect("close");
    assert_error(ended.close(CloseReason::Finished), FurnaceJobsError::LeaseNotHeld);
}

#[test]
fn only_the_client_closes() {
    // Given a running lease, when its worker, its operator or a stranger closes it, then it is refused
    let mut stage = Stage::running(terms());
    let close = jobs::lease_close(stage.lease, &stage.account(), &stage.payee(), CloseReason::Finished);
    let parties = [&stage.scene.worker.key, &stage.scene.operator.wallet, &stage.scene.stranger];
    for party in parties.map(|party| party.insecure_clone()) {
        let foreign = replaced(close.clone(), stage.scene.client.pubkey(), party.pubkey());
        assert_error(stage.send(&[foreign], &[&party]), FurnaceJobsError::NotClient);
    }
}

#[test]
fn a_client_that_ends_an_outage_pays_to_the_ping() {
    // Given a worker that is silent for more than three minutes, when its client ends the lease, then it pays no more
    let mut stage = Stage::running(terms());
    stage.at(100).ping().expect("ping");
    stage.at(281).close(CloseReason::Unsatisfied).expect("close");
    assert_eq!(stage.books(), (DEPOSIT - 100 * RATE, 0));
}

#[test]
fn an_outage_that_the_end_cut_short_is_not_paid_however_the_lease_ends() {
    for by_client in [true, false] {
        // Given a ping a minute before the lease's time is up, that nobody answered in an hour
        let mut stage = Stage::running(LeaseTerms { funded_seconds: 1_800, max_seconds: 1_800, ..terms() });
        stage.at(1_740).ping().expect("ping");

        // When its client or anyone ends it, then it pays to the ping
        stage.at(5_400);
        match by_client {
            true => stage.close(CloseReason::Finished).expect("close"),
            false => stage.end().expect("end"),
        };
        assert_eq!(stage.books(), (DEPOSIT - 1_740 * RATE, 0), "by its client: {by_client}");
    }
}
