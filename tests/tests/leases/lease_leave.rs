//! A worker leaves after due notice, and the lease goes on with another.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_common::limits::BACKUP_SECONDS;
use furnace_common::state::{CloseReason, LeaseState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::CLAIM_SECONDS;
use furnace_tests::scene::DEPOSIT;
use solana_address::Address;

use crate::stage::{RATE, Stage, terms};

/// A lease with two hours paid ahead.
fn two_hours() -> LeaseTerms {
    LeaseTerms { funded_seconds: 7_200, ..terms() }
}

/// Of two hours, whose worker gave notice at the beginning.
fn noticed(terms: LeaseTerms) -> Stage {
    let mut stage = Stage::running(terms);
    stage.notice().expect("notice");
    stage
}

#[test]
fn who_leaves_is_paid_to_the_end_of_the_notice_and_free() {
    // Given a worker whose notice is over since ten minutes
    let mut stage = noticed(two_hours());

    // When anyone lets it go
    let receipt = stage.at(4_200).leave().expect("leave");

    // Then the hour of the notice is paid, worker and collateral are free, and what is left waits for another
    assert_event(&receipt, "LeaseLeft", (stage.lease, stage.scene.worker.address));
    assert_eq!((stage.incomes(), stage.scene.locked()), ([Stage::earned(3_600), 0], 0));
    assert_eq!(stage.books(), (DEPOSIT - 7_200 * RATE, 3_600 * RATE));
    let worker = stage.scene.network.worker_account(&stage.scene.worker.address);
    assert_eq!((worker.completed, worker.failed, worker.jobs, worker.busy_seconds), (1, 0, 0, 3_600));
    let account = stage.account();
    assert_eq!((stage.state(), account.attempts, account.reason), (LeaseState::Open, 0, 0));
    assert_eq!((account.leaves_at, account.claimed_at, account.start_by), (0, 0, 0));
    assert_eq!(account.expires_at, stage.began + 4_200 + i64::from(CLAIM_SECONDS));
}

#[test]
fn the_backup_comes_first_and_then_anyone() {
    for by_backup in [true, false] {
        // Given a lease with a backup, that its worker left
        let mut stage = Stage::new();
        let backup = stage.second.address;
        stage.open_lease(LeaseTerms { backup, ..two_hours() }).expect("open");
        stage.claim().expect("claim");
        stage.start().expect("start");
        stage.notice().expect("notice");
        stage.at(3_600).leave().expect("leave");
        let kept = 3_600 + i64::from(BACKUP_SECONDS);
        assert_eq!(stage.account().expires_at, stage.began + kept + i64::from(CLAIM_SECONDS));

        // When others claim it within ten minutes, then it is refused; the backup may, and after them anyone
        assert_error(stage.at(kept).claim(), FurnaceJobsError::KeptForBackup);
        match by_backup {
            true => stage.claim_second().expect("the backup claims"),
            false => stage.at(kept + 1).claim().expect("anyone claims"),
        };
    }
}

#[test]
fn the_next_worker_is_billed_from_its_own_start() {
    // Given a lease that its worker left after an hour
    let mut stage = noticed(two_hours());
    stage.at(3_600).leave().expect("leave");

    // When a second one starts five minutes later, and runs for ten minutes
    stage.at(3_700).claim_second().expect("claim");
    stage.at(3_900).start_second().expect("start");
    stage.at(4_500).settle().expect("settle");

    // Then each is paid for its own time
    let second = Stage::earned(4_200) - Stage::earned(3_600);
    assert_eq!(stage.incomes(), [Stage::earned(3_600), second]);
}

#[test]
fn nobody_leaves_before_the_notice_is_over() {
    // Given a worker without notice, and one in the last second of it, when it leaves, then it is refused
    let mut stage = Stage::running(two_hours());
    assert_error(stage.at(3_600).leave(), FurnaceJobsError::NoticeNotOver);
    let mut noticed = noticed(two_hours());
    assert_error(noticed.at(3_599).leave(), FurnaceJobsError::NoticeNotOver);
    assert_error(Stage::assigned(two_hours()).leave(), FurnaceJobsError::NoticeNotOver);
    noticed.at(3_600).leave().expect("leave");
    assert_error(noticed.leave(), FurnaceJobsError::LeaseNotHeld);
}

#[test]
fn nobody_leaves_from_an_outage() {
    // Given a worker that was silent for more than three minutes when its notice ended
    let mut stage = noticed(two_hours());
    stage.at(3_600 - 181).ping().expect("ping");
    assert_error(stage.at(3_600).leave(), FurnaceJobsError::PenaltyDue);

    // When the penalty is taken, then it leaves, and is paid to the ping
    stage.slash().expect("slash");
    stage.leave().expect("leave");
    assert_eq!(stage.incomes(), [Stage::earned(3_419), 0]);
}

#[test]
fn without_funds_or_time_for_another_the_lease_ends() {
    // Given a lease whose funds, and one whose time last for a minute less a second when its worker leaves
    let mut poor = noticed(terms());
    poor.top_up(59 * RATE).expect("top up");
    let mut late = noticed(LeaseTerms { max_seconds: 3_600, ..terms() });
    late.top_up(RATE).expect("top up");
    for stage in [&mut poor, &mut late] {
        // When it does, then the lease has ended and its client has the rest
        stage.at(3_600).leave().expect("leave");
        assert_eq!((stage.state(), stage.account().reason), (LeaseState::Closed, CloseReason::WorkerLeft.byte()));
        assert_eq!(stage.books(), (DEPOSIT - 3_600 * RATE, 0));
    }
    let mut enough = noticed(terms());
    enough.top_up(60 * RATE).expect("top up");
    enough.at(3_600).leave().expect("leave");
    assert_eq!(enough.state(), LeaseState::Open);
}

#[test]
fn a_lease_out_of_funds_ends_with_its_worker() {
    // Given a suspended lease whose worker's notice is over, when it leaves, then the lease has ended
    let mut stage = Stage::suspended(terms());
    stage.notice().expect("notice");
    stage.at(7_200).leave().expect("leave");
    assert_eq!((stage.state(), stage.account().reason), (LeaseState::Closed, CloseReason::WorkerLeft.byte()));
    assert_eq!(stage.scene.network.worker_account(&stage.scene.worker.address).completed, 1);
}

#[test]
fn whom_the_lease_named_at_first_has_no_claim_to_it_later() {
    // Given a lease for one worker alone, when that one left, then another claims it
    let mut stage = Stage::new();
    let designated = stage.scene.worker.address;
    stage.open_lease(LeaseTerms { designated, ..two_hours() }).expect("open");
    stage.claim().expect("claim");
    stage.start().expect("start");
    stage.notice().expect("notice");
    stage.at(3_600).leave().expect("leave");
    assert_eq!(stage.account().designated, Address::default());
    stage.claim_second().expect("claim");
}
