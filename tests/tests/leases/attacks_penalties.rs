//! A worker that is down and wants not to pay for it, and others that want it to pay twice.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::{jobs, slashing};
use furnace_common::state::LeaseState;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::STAKE;
use solana_signer::Signer;

use crate::stage::{HELD, RATE, Stage, terms};

/// 2% of the collateral.
const TIER: u64 = HELD.div_ceil(50);

/// A lease whose worker has been silent since its start, for so many seconds.
fn silent(seconds: i64) -> Stage {
    let mut stage = Stage::running(LeaseTerms { funded_seconds: 3_600, ..terms() });
    stage.ping().expect("ping");
    stage.at(seconds);
    stage
}

#[test]
fn no_step_of_its_own_saves_the_worker() {
    // Given a worker that is silent for three minutes and a second
    let mut stage = silent(181);
    // When it answers, gives notice, leaves, starts again or retires, then it is refused
    assert_error(stage.answer(), FurnaceJobsError::PenaltyDue);
    assert_error(stage.notice(), FurnaceJobsError::PingOpen);
    assert_error(stage.leave(), FurnaceJobsError::NoticeNotOver);
    assert_error(stage.start(), FurnaceJobsError::LeaseNotAssigned);
    let wallet = stage.scene.operator.wallet.insecure_clone();
    let retire = jobs::worker_retire(wallet.pubkey(), stage.scene.worker.key.pubkey());
    assert_error(stage.send(&[retire], &[&wallet]), FurnaceJobsError::WorkerBusy);

    // and the penalty is still there
    stage.slash().expect("slash");
    assert_eq!(stage.scene.network.ledger().slashed, TIER);
}

#[test]
fn neither_settlements_nor_funds_make_an_outage_forgotten() {
    // Given a silent worker, when the lease is settled and topped up, then it is down as long as before
    let mut stage = silent(100);
    stage.settle().expect("settle");
    stage.top_up(RATE).expect("top up");
    stage.at(181).slash().expect("slash");
}

#[test]
fn notice_ends_no_outage() {
    // Given a worker that gave notice and then was silent for ten minutes, when the notice is over, then it cannot
    // leave before it paid, and loses the lease instead
    let mut stage = Stage::running(LeaseTerms { funded_seconds: 7_200, ..terms() });
    stage.notice().expect("notice");
    stage.at(3_000).ping().expect("ping");
    assert_error(stage.at(3_600).leave(), FurnaceJobsError::PenaltyDue);
    stage.settle().expect("settle");
    stage.slash().expect("slash");
    let collateral = 7_200 * RATE;
    assert_eq!(stage.scene.network.ledger().slashed, (collateral * 4).div_ceil(100));
    assert_eq!((stage.state(), stage.account().leaves_at), (LeaseState::Open, 0));
    assert_eq!(stage.scene.network.worker_account(&stage.scene.worker.address).failed, 1);
}

#[test]
fn stake_that_is_being_withdrawn_pays_too() {
    // Given a silent worker whose operator unstakes everything, when it is reported, then the penalty is taken of that
    let mut stage = silent(0);
    let (wallet, pool) = (stage.scene.operator.wallet.insecure_clone(), stage.scene.operator.pool);
    let shares = stage.scene.network.position(&pool, &wallet.pubkey()).shares;
    stage.network().try_unstake(&wallet, pool, shares).expect("unstake");
    let (lease, reporter) = (stage.lease, stage.scene.reporter());
    let slash = slashing::slash_downtime(lease, &stage.account(), pool, reporter);
    stage.at(181).network().send(&[slash], &[]).expect("slash");
    let pool = stage.scene.network.pool(&pool);
    assert_eq!((pool.active + pool.unbonding, pool.slashed), (STAKE - TIER, TIER));
}

#[test]
fn a_penalty_is_taken_once_in_a_transaction_too() {
    // Given a silent worker, when one transaction reports it twice, then it is refused as a whole
    let mut stage = silent(181);
    let slash =
        slashing::slash_downtime(stage.lease, &stage.account(), stage.scene.operator.pool, stage.scene.reporter());
    let twice = [slash.clone(), slash];
    assert_error(stage.send(&twice, &[]), FurnaceSlashingError::NotDown);
    assert_eq!(stage.scene.network.ledger().count, 0);
}

#[test]
fn who_took_over_does_not_pay_for_who_was_lost() {
    // Given a lease that the second worker took over
    let mut stage = silent(421);
    stage.slash().expect("slash");
    let before = stage.scene.network.ledger().slashed;
    assert_error(stage.slash(), FurnaceSlashingError::NotDown);
    stage.claim_second().expect("claim");
    assert_error(stage.slash(), FurnaceSlashingError::NotDown);
    stage.start_second().expect("start");

    // When either is reported for the outage of old, then it is refused
    assert_error(stage.at(2_000).slash(), FurnaceSlashingError::NotDown);
    let first =
        slashing::slash_downtime(stage.lease, &stage.account(), stage.scene.operator.pool, stage.scene.reporter());
    assert!(stage.send(&[first], &[]).is_err(), "the pool of who was lost is out of it");
    assert_eq!(stage.scene.network.ledger().slashed, before);

    // and the second begins without a penalty, and pays for its own
    stage.ping().expect("ping");
    stage.at(2_181).slash().expect("slash");
    assert_eq!(stage.scene.network.pool(&stage.rival.pool).slashed, TIER);
}

#[test]
fn the_pool_that_pays_is_that_of_who_is_down() {
    // Given a silent worker, when another operator's pool is to pay, then it is refused
    let mut stage = silent(181);
    let (account, rivals) = (stage.account(), stage.rival.pool);
    let slash = slashing::slash_downtime(stage.lease, &account, rivals, stage.scene.reporter());
    assert_error(stage.send(&[slash], &[]), FurnaceSlashingError::WrongPool);
}

#[test]
fn who_was_lost_has_no_say_any_more() {
    for taken_over in [false, true] {
        // Given a lease whose first worker was lost, open again or with the second one
        let mut stage = silent(421);
        stage.slash().expect("slash");
        if taken_over {
            stage.claim_second().expect("claim");
        }
        let error = if taken_over { FurnaceJobsError::NotWorker } else { FurnaceJobsError::LeaseNotRunning };
        // When the first one starts, answers or gives notice, then it is refused
        let start = if taken_over { FurnaceJobsError::NotWorker } else { FurnaceJobsError::LeaseNotAssigned };
        assert_error(stage.start(), start);
        assert_error(stage.answer(), error.clone());
        assert_error(stage.notice(), error);
    }
}
