//! A backup that takes the lease only to keep it from others.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_common::limits::BACKUP_SECONDS;
use furnace_common::state::LeaseState;
use furnace_tests::errors::assert_error;

use crate::stage::{HELD, Stage, terms};

const KEPT: i64 = BACKUP_SECONDS as i64;
/// From a claim to the moment in which who did not start has lost the lease, in seconds.
const LOST: i64 = 600 + 421;

/// A lease with the second worker as its backup, which its first worker never started; the second of its loss.
fn lost() -> (Stage, i64) {
    let mut stage = Stage::new();
    let backup = stage.second.address;
    stage.open_lease(LeaseTerms { backup, ..terms() }).expect("open");
    stage.claim().expect("claim");
    stage.at(LOST).slash().expect("slash");
    (stage, LOST)
}

#[test]
fn a_backup_that_squats_pays_and_is_not_waited_for_again() {
    // Given a backup that claims in the last second that is kept for it, and does nothing
    let (mut stage, now) = lost();
    stage.at(now + KEPT).claim_second().expect("claim");
    assert_error(stage.claim(), FurnaceJobsError::LeaseNotOpen);

    // When it is reported as soon as it can be, then it paid 4%, and anyone claims at once
    stage.at(now + KEPT + LOST).slash().expect("slash");
    assert_eq!(stage.scene.network.pool(&stage.rival.pool).slashed, (HELD * 4).div_ceil(100));
    stage.claim().expect("claim");
    assert_eq!(stage.state(), LeaseState::Assigned);
}

#[test]
fn the_time_that_is_kept_is_not_renewed() {
    // Given a backup that does not come, when others wait, then the time does not begin anew with their attempts
    let (mut stage, now) = lost();
    let until = stage.account().backup_until;
    for moment in [0, KEPT / 2, KEPT] {
        assert_error(stage.at(now + moment).claim(), FurnaceJobsError::KeptForBackup);
        assert_eq!(stage.account().backup_until, until);
    }
    stage.at(now + KEPT + 1).claim().expect("claim");
}

#[test]
fn who_is_its_own_backup_has_no_privilege() {
    // Given a lease whose backup is the worker that lost it, when it is open again, then it is for anyone
    let mut stage = Stage::new();
    let backup = stage.scene.worker.address;
    stage.open_lease(LeaseTerms { backup, ..terms() }).expect("open");
    stage.claim().expect("claim");
    stage.at(LOST).slash().expect("slash");
    assert_eq!(stage.account().backup_until, 0);
    stage.claim_second().expect("claim");
}

#[test]
fn a_backup_has_no_privilege_before_anyone_was_lost() {
    // Given a new lease with a backup, when another claims it first, then it has it, and the backup comes too late
    let mut stage = Stage::new();
    let backup = stage.second.address;
    stage.open_lease(LeaseTerms { backup, ..terms() }).expect("open");
    stage.claim().expect("claim");
    assert_error(stage.claim_second(), FurnaceJobsError::LeaseNotOpen);
    assert_error(stage.start_second(), FurnaceJobsError::NotWorker);
}
