//! More funds: a lease goes on, or goes on again.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs;
use furnace_common::state::{CloseReason, LeaseState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::scene::{DEPOSIT, replaced};
use solana_signer::Signer;

use crate::stage::{FUNDED, HELD, RATE, Stage, terms};

/// Grace of the first market, in seconds.
const GRACE: i64 = 3_600;

#[test]
fn more_is_held_and_the_lease_lasts_longer() {
    // Given a running lease, when its client puts ten minutes more in
    let mut stage = Stage::running(terms());
    let receipt = stage.at(100).top_up(600 * RATE).expect("top up");

    // Then they are held, and the funds last for so much longer
    assert_event(&receipt, "LeaseToppedUp", (stage.lease, 600 * RATE, HELD + 600 * RATE));
    assert_eq!(stage.books(), (DEPOSIT - HELD - 600 * RATE, HELD + 600 * RATE));
    stage.at(9_000).settle().expect("settle");
    assert_eq!(stage.account().suspended_at, stage.began + FUNDED + 600);
}

#[test]
fn it_can_be_topped_up_before_anybody_holds_it() {
    // Given a lease that is open or assigned, when its client puts more in, then it is held, and comes back with the rest
    for stage in [Stage::open, Stage::assigned] {
        let mut stage = stage(terms());
        stage.top_up(1).expect("top up");
        assert_eq!(stage.books(), (DEPOSIT - HELD - 1, HELD + 1));
    }
}

#[test]
fn within_the_grace_the_lease_goes_on_and_the_pause_is_not_billed() {
    // Given a lease that is out of funds for as long as it may be
    let mut stage = Stage::suspended(terms());
    stage.at(FUNDED + GRACE).top_up(60 * RATE).expect("top up");
    assert_eq!((stage.state(), stage.account().suspended_at), (LeaseState::Running, 0));

    // When its client puts in a minute more, then that minute is billed from now on, and nothing of the pause
    stage.at(FUNDED + GRACE + 60).settle().expect("settle");
    let account = stage.account();
    assert_eq!((account.escrow.paid, account.billed_seconds), (HELD + 60 * RATE, 3_660));
    assert_eq!((stage.state(), account.suspended_at), (LeaseState::Suspended, stage.began + FUNDED + GRACE + 60));
}

#[test]
fn after_the_grace_it_is_too_late() {
    // Given a lease whose grace is over since a second, when its client puts more in, then it is refused
    let mut stage = Stage::suspended(terms());
    assert_error(stage.at(FUNDED + GRACE + 1).top_up(60 * RATE), FurnaceJobsError::GraceOver);
}

#[test]
fn the_grace_counts_from_the_second_in_which_the_funds_ran_out() {
    // Given a lease that nobody settled until its funds and its grace were over
    let mut stage = Stage::running(terms());
    stage.at(FUNDED + GRACE + 1).settle().expect("settle");

    // When its client puts more in, then it is too late
    assert_error(stage.top_up(60 * RATE), FurnaceJobsError::GraceOver);
}

#[test]
fn who_tops_up_in_time_pays_for_the_whole_time() {
    // Given a lease whose funds are over, which nobody has said, when its client puts an hour more in
    let mut stage = Stage::running(terms());
    stage.at(FUNDED + 600).top_up(HELD).expect("top up");

    // Then it was never suspended, and is billed without a gap
    stage.settle().expect("settle");
    assert_eq!((stage.state(), stage.account().billed_seconds), (LeaseState::Running, 4_200));
}

#[test]
fn what_goes_on_lasts_for_a_minute_at_least() {
    // Given a suspended lease, when its client puts in less than a minute, then it is refused; a minute is enough
    let mut stage = Stage::suspended(terms());
    assert_error(stage.top_up(60 * RATE - 1), FurnaceJobsError::FundsTooLow);
    stage.top_up(60 * RATE).expect("top up");
}

#[test]
fn what_is_not_there_cannot_be_put_in() {
    // Given a running lease, when its client puts in nothing, or more than it has, then it is refused
    let mut stage = Stage::running(terms());
    assert_error(stage.top_up(0), FurnaceJobsError::ZeroAmount);
    assert_error(stage.top_up(DEPOSIT - HELD + 1), FurnaceJobsError::BalanceTooLow);
    assert_error(stage.top_up(u64::MAX), FurnaceJobsError::Overflow);
    stage.top_up(DEPOSIT - HELD).expect("all that there is");
}

#[test]
fn a_lease_that_is_over_takes_no_money() {
    // Given a lease whose time is up, one whose worker's notice is over, and one that ended
    let mut late = Stage::running(LeaseTerms { max_seconds: 3_600, ..terms() });
    assert_error(late.at(3_600).top_up(1), FurnaceJobsError::LeaseOver);
    late.at(3_599).top_up(1).expect("there is a second left");
    let mut left = Stage::running(terms());
    left.notice().expect("notice");
    assert_error(left.at(3_600).top_up(1), FurnaceJobsError::LeaseOver);
    let mut ended = Stage::open(terms());
    ended.cancel().expect("cancel");
    assert_error(ended.top_up(1), FurnaceJobsError::LeaseClosed);
    let mut closed = Stage::running(terms());
    closed.close(CloseReason::Finished).expect("close");
    assert_error(closed.top_up(1), FurnaceJobsError::LeaseClosed);
}

#[test]
fn nobody_funds_a_lease_from_anothers_balance() {
    // Given a running lease and another client with money
    let mut stage = Stage::running(terms());
    let other = stage.network().client("other", DEPOSIT);
    let account = stage.account();
    let top_up = jobs::lease_top_up(stage.lease, &account, RATE);

    // When the other puts its money or the client's into it, then it is refused
    let by_other = replaced(top_up.clone(), account.client, other.pubkey());
    assert_error(stage.send(std::slice::from_ref(&by_other), &[&other]), FurnaceJobsError::NotClient);
    let others_balance = furnace_client::pda::heat_balance(&other.pubkey());
    let with_own = replaced(by_other, account.escrow.balance, others_balance);
    assert_error(stage.send(&[with_own], &[&other]), FurnaceJobsError::NotClient);
    // and so is the client with the other's
    let client = stage.scene.client.insecure_clone();
    let robbed = replaced(top_up, account.escrow.balance, others_balance);
    assert_error(stage.send(&[robbed], &[&client]), FurnaceJobsError::JobMismatch);
}
