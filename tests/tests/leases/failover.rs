//! Who lost a lease is replaced: by its backup first, then by anyone, eight times.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_common::limits::{BACKUP_SECONDS, MAX_ATTEMPTS};
use furnace_common::state::{CloseReason, LeaseState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::CLAIM_SECONDS;
use furnace_tests::scene::DEPOSIT;

use crate::stage::{HELD, Stage, terms};

/// From a claim to the moment in which who did not start has lost the lease, in seconds.
const LOST: i64 = 600 + 421;

/// A lease with the second worker as its backup, whose first worker is silent from its start on and lost it.
fn lost() -> Stage {
    let mut stage = Stage::new();
    let backup = stage.second.address;
    stage.open_lease(LeaseTerms { backup, ..terms() }).expect("open");
    stage.claim().expect("claim");
    stage.start().expect("start");
    stage.at(600).ping().expect("ping");
    stage.at(1_021).settle().expect("settle");
    stage.slash().expect("slash");
    stage
}

#[test]
fn the_backup_goes_on_where_the_first_was_lost() {
    // Given a lease whose worker was lost, when its backup claims and starts
    let mut stage = lost();
    assert_error(stage.claim(), FurnaceJobsError::KeptForBackup);
    stage.claim_second().expect("claim");
    stage.at(1_100).start_second().expect("start");
    stage.at(1_700).settle().expect("settle");

    // Then each is paid for its ten minutes, and nobody for the time between
    assert_eq!(stage.incomes(), [Stage::earned(600), Stage::earned(1_200) - Stage::earned(600)]);
    assert_eq!((stage.account().billed_seconds, stage.account().penalised_bps), (1_200, 0));
}

#[test]
fn after_ten_minutes_anyone_goes_on_and_the_first_too() {
    // Given a lease whose worker was lost, when its backup does not come, then anyone claims it
    let mut stage = lost();
    let kept = 1_021 + i64::from(BACKUP_SECONDS);
    assert_error(stage.at(kept).claim(), FurnaceJobsError::KeptForBackup);
    stage.at(kept + 1).claim().expect("claim");
    assert_eq!((stage.account().attempts, stage.account().penalised_bps), (1, 0));
}

#[test]
fn without_a_backup_anyone_goes_on_at_once() {
    // Given a lease without a backup, when its worker is lost, then anyone claims it in the same second
    let mut stage = Stage::assigned(terms());
    stage.at(LOST).slash().expect("slash");
    assert_eq!(stage.account().backup_until, 0);
    stage.claim_second().expect("claim");
}

#[test]
fn a_lease_that_nobody_goes_on_with_expires() {
    // Given a lease whose worker was lost, when neither the backup nor another claims it, then anyone ends it
    let mut stage = lost();
    let over = 1_021 + i64::from(BACKUP_SECONDS) + i64::from(CLAIM_SECONDS);
    assert_error(stage.at(over).expire(), FurnaceJobsError::ClaimWindowOpen);
    stage.at(over + 1).expire().expect("expire");
    assert_eq!(stage.account().reason, CloseReason::Expired.byte());
}

#[test]
fn who_never_starts_is_down_from_the_tenth_minute_on() {
    // Given a lease that was claimed and not started
    let mut stage = Stage::assigned(terms());
    assert_error(stage.at(600 + 180).slash(), FurnaceSlashingError::NotDown);

    // When three minutes have passed, then 2% are taken; when seven have, 2% more and the lease
    stage.at(600 + 181).slash().expect("slash");
    assert_eq!((stage.state(), stage.scene.locked()), (LeaseState::Assigned, HELD));
    assert_error(stage.start(), FurnaceJobsError::StartOver);
    stage.at(LOST).slash().expect("slash");
    assert_eq!((stage.state(), stage.scene.locked()), (LeaseState::Open, 0));
    assert_eq!(stage.scene.network.ledger().slashed, 2 * HELD.div_ceil(50));
    // and nothing was billed
    assert_eq!((stage.account().escrow.paid, stage.account().ends_at), (0, 0));
}

#[test]
fn a_backup_that_fails_is_not_favoured_again() {
    // Given a backup that took over and never started, when it is lost, then anyone claims at once
    let mut stage = lost();
    stage.claim_second().expect("claim");
    stage.at(1_021 + LOST).slash().expect("slash");
    assert_eq!((stage.account().attempts, stage.account().backup_until), (2, 0));
    stage.claim().expect("claim");
}

#[test]
fn the_eighth_loss_is_the_last() {
    // Given a lease that eight workers in a row claimed and never started
    let mut stage = Stage::open(terms());
    let mut now = 0;
    for attempt in 1..=MAX_ATTEMPTS {
        assert_eq!(stage.state(), LeaseState::Open);
        match attempt % 2 {
            0 => stage.claim().expect("claim"),
            _ => stage.claim_second().expect("claim"),
        };
        now += LOST;
        let receipt = stage.at(now).slash().expect("slash");
        assert_eq!(stage.account().attempts, attempt);
        if attempt == MAX_ATTEMPTS {
            assert_event(&receipt, "LeaseEnded", (stage.lease, HELD, CloseReason::Down.byte(), [0u8; 7]));
        }
    }

    // Then it has ended, and its client has all that was held, and eight penalties' part
    assert_eq!((stage.state(), stage.account().reason), (LeaseState::Closed, CloseReason::Down.byte()));
    let ledger = stage.scene.network.ledger();
    assert_eq!((stage.books(), ledger.count), ((DEPOSIT + ledger.to_clients, 0), 8));
    assert_error(stage.claim(), FurnaceJobsError::LeaseNotOpen);
    let stranger = stage.scene.stranger.insecure_clone();
    assert_error(stage.sweep(&stranger), FurnaceJobsError::RetentionNotOver);
}

#[test]
fn leaving_after_notice_is_no_loss() {
    // Given a worker that leaves after due notice again and again, when it does, then no attempt is counted
    let mut stage = Stage::running(LeaseTerms { funded_seconds: 9_000, ..terms() });
    for hour in 1..=2 {
        stage.notice().expect("notice");
        stage.at(3_600 * hour).leave().expect("leave");
        stage.claim().expect("claim");
        stage.start().expect("start");
    }
    assert_eq!((stage.account().attempts, stage.account().billed_seconds), (0, 7_200));
}
