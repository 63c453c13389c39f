//! Outages: what each tier takes, once, and how it is divided.

use furnace_client::accounts::PenaltyLedger;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::pda;
use furnace_common::state::{CloseReason, LeaseState};
use furnace_tests::errors::assert_error;
use furnace_tests::scene::{DEPOSIT, STAKE};

use crate::stage::{HELD, RATE, Stage, terms};

const HOUR: i64 = 3_600;
/// Longest that the first market allows, in seconds.
const MONTH: u32 = 30 * 86_400;

/// A part of the collateral, rounded up.
fn part(bps: u64) -> u64 {
    (HELD * bps).div_ceil(10_000)
}

/// A lease of a month whose worker is silent from its start on.
fn silent() -> Stage {
    let mut stage = Stage::running(LeaseTerms { max_seconds: MONTH, ..terms() });
    stage.ping().expect("ping");
    stage
}

fn slashed(stage: &Stage) -> u64 {
    stage.scene.network.pool(&stage.scene.operator.pool).slashed
}

#[test]
fn more_than_three_minutes_cost_a_fiftieth_and_the_lease_goes_on() {
    // Given a worker that is silent for three minutes
    let mut stage = silent();
    assert_error(stage.at(180).slash(), FurnaceSlashingError::NotDown);

    // When a stranger reports it a second later
    stage.at(181).slash().expect("slash");

    // Then 2% of the collateral are taken: 40% of them are the client's, 10% the reporter's, the rest is burned
    let penalty = part(200);
    let (client, reporter) = (penalty * 40 / 100, penalty * 10 / 100);
    assert_eq!(stage.books(), (DEPOSIT - HELD + client, HELD));
    assert_eq!(stage.scene.network.tokens(&stage.scene.reporter()), reporter);
    let ledger: PenaltyLedger = stage.scene.network.ledger();
    assert_eq!((ledger.count, ledger.slashed, ledger.burned), (1, penalty, penalty - client - reporter));
    assert_eq!(stage.scene.network.pool(&stage.scene.operator.pool).active, STAKE - penalty);
    // and the worker still holds the lease
    let account = stage.account();
    assert_eq!((stage.state(), account.penalised_bps, account.attempts), (LeaseState::Running, 200, 0));
    assert_eq!(stage.scene.locked(), HELD);
}

#[test]
fn more_than_seven_minutes_cost_a_fiftieth_more_and_the_lease() {
    // Given a worker that paid for three minutes, and is silent for seven
    let mut stage = silent();
    stage.at(181).slash().expect("slash");
    assert_error(stage.at(420).slash(), FurnaceSlashingError::NotDown);

    // When it is reported a second later
    stage.at(421).slash().expect("slash");

    // Then 4% in all are taken, and the lease waits for another worker
    assert_eq!(slashed(&stage), 2 * part(200));
    assert_eq!((stage.state(), stage.account().attempts, stage.scene.locked()), (LeaseState::Open, 1, 0));
    let worker = stage.scene.network.worker_account(&stage.scene.worker.address);
    assert_eq!((worker.jobs, worker.failed, worker.completed), (0, 1, 0));
    assert_eq!(stage.account().pinged_at, 0);
}

#[test]
fn an_outage_that_nobody_reported_costs_its_tier_at_once() {
    // Given a worker that is silent for so long, when it is reported for the first time, then so much is taken at once
    let tiers = [(181, 200), (421, 400), (48 * HOUR, 400), (48 * HOUR + 1, 3_000), (120 * HOUR, 3_000)];
    for (seconds, bps) in tiers.into_iter().chain([(120 * HOUR + 1, 5_000), (29 * 24 * HOUR, 5_000)]) {
        let mut stage = silent();
        stage.at(seconds).slash().expect("slash");
        assert_eq!(slashed(&stage), part(bps), "after {seconds} seconds");
    }
}

#[test]
fn what_was_taken_counts_towards_the_tiers_above() {
    // Given a worker that paid 2%, and then was silent for five days unseen
    let mut stage = silent();
    stage.at(300).slash().expect("slash");

    // When it is reported again, then the difference to 50% is taken, and with it the lease, so that no more can be
    stage.at(120 * HOUR + 1).slash().expect("slash");
    assert_eq!(slashed(&stage), part(200) + part(4_800));
    assert_eq!(stage.state(), LeaseState::Open);
    assert_error(stage.at(200 * HOUR).slash(), FurnaceSlashingError::NotDown);
}

#[test]
fn whoever_reports_in_time_keeps_the_high_tiers_away() {
    // Given a worker that anyone reported after seven minutes, when days pass, then nothing more is taken
    let mut stage = silent();
    stage.at(421).slash().expect("slash");
    assert_error(stage.at(121 * HOUR).slash(), FurnaceSlashingError::NotDown);
    assert_eq!(slashed(&stage), part(400));
}

#[test]
fn nobody_takes_a_tier_twice() {
    // Given an outage that was reported, when it is again in the same tier, then it is refused
    let mut stage = silent();
    stage.at(181).slash().expect("slash");
    for at in [181, 182, 420] {
        assert_error(stage.at(at).slash(), FurnaceSlashingError::NotDown);
    }
    assert_eq!(stage.scene.network.ledger().count, 1);
}

#[test]
fn every_outage_is_another() {
    // Given a worker that paid for an outage and answered, when it is silent again, then it pays again
    let mut stage = silent();
    stage.at(200).slash().expect("slash");
    stage.answer().expect("answer");
    stage.at(300).ping().expect("ping");
    assert_error(stage.at(480).slash(), FurnaceSlashingError::NotDown);
    stage.at(481).slash().expect("slash");
    assert_eq!(slashed(&stage), 2 * part(200));
}

#[test]
fn who_loses_a_lease_is_paid_first() {
    // Given a worker that earned ten minutes, and then was silent for more than seven
    let mut stage = Stage::running(terms());
    stage.at(600).ping().expect("ping");
    assert_error(stage.at(1_021).slash(), FurnaceJobsError::SettleFirst);
    assert_eq!(slashed(&stage), 0);

    // When anyone settles, then it loses the lease, and has what it earned
    stage.settle().expect("settle");
    stage.slash().expect("slash");
    assert_eq!((stage.incomes(), stage.state()), ([Stage::earned(600), 0], LeaseState::Open));
    assert_eq!(stage.books().1, HELD - 600 * RATE);
}

#[test]
fn the_first_tier_need_not_wait_for_a_settlement() {
    // Given a worker that earned ten minutes, and is silent for three, when it is reported, then it pays at once
    let mut stage = Stage::running(terms());
    stage.at(600).ping().expect("ping");
    stage.at(781).slash().expect("slash");
    assert_eq!((stage.incomes(), slashed(&stage)), ([0, 0], part(200)));
}

#[test]
fn an_outage_ends_with_the_duty() {
    // Given a lease of an hour whose worker was silent for its last five minutes, when it is reported days later
    let mut stage = Stage::running(LeaseTerms { max_seconds: 3_600, ..terms() });
    stage.at(3_300).ping().expect("ping");
    stage.at(121 * HOUR).slash().expect("slash");

    // Then five minutes count, and no more
    assert_eq!(slashed(&stage), part(200));
    assert_error(stage.at(300 * HOUR).slash(), FurnaceSlashingError::NotDown);
    stage.end().expect("end");
}

#[test]
fn a_lease_that_is_over_has_nobody_to_go_on() {
    // Given a lease of an hour whose worker was silent for its last ten minutes, when it is reported, then it is closed
    let mut stage = Stage::running(LeaseTerms { max_seconds: 3_600, ..terms() });
    stage.at(3_000).ping().expect("ping");
    stage.at(3_600).settle().expect("settle");
    stage.slash().expect("slash");
    assert_eq!((stage.state(), stage.account().reason), (LeaseState::Closed, CloseReason::Down.byte()));
    assert_eq!((slashed(&stage), stage.books().1), (part(400), 0));
}

#[test]
fn the_minute_that_a_ping_needs_is_enough_for_another_worker() {
    // Given a lease with funds for a minute beyond what was earned, when its worker is lost, then it is open again
    let mut stage = Stage::running(LeaseTerms { funded_seconds: 119, ..terms() });
    stage.at(59).ping().expect("ping");
    stage.at(480).settle().expect("settle");
    stage.slash().expect("slash");
    assert_eq!((stage.state(), stage.books().1), (LeaseState::Open, 60 * RATE));
}

#[test]
fn who_has_no_duty_is_not_down() {
    // Given a lease that is open, claimed in time, unpinged, answered, out of funds or ended
    let mut answered = silent();
    answered.answer().expect("answer");
    let mut closed = silent();
    closed.close(CloseReason::Finished).expect("close");
    let mut open = silent();
    open.at(421).slash().expect("slash");
    let stages = [Stage::running(terms()), Stage::suspended(terms()), answered, closed, open];
    for mut stage in stages {
        // When it is reported days later, then it is refused
        let before = slashed(&stage);
        assert_error(stage.at(200 * HOUR).slash(), FurnaceSlashingError::NotDown);
        assert_eq!(slashed(&stage), before);
    }
}

#[test]
fn whoever_reports_has_the_tenth() {
    // Given an outage, when the worker's own operator reports it, then a tenth goes to its account
    let mut stage = silent();
    let wallet = stage.scene.operator.wallet.insecure_clone();
    let account = pda::heat_account(&solana_signer::Signer::pubkey(&wallet));
    let before = stage.scene.network.tokens(&account);
    let (lease, worker) = (stage.lease, stage.scene.worker.key.insecure_clone());
    let worker = furnace_tests::network::WorkerActor {
        key: worker,
        wallet: stage.scene.worker.wallet,
        address: stage.scene.worker.address,
    };
    stage.at(181).network().try_slash_downtime(lease, &worker, account).expect("slash");
    assert_eq!(stage.scene.network.tokens(&account) - before, part(200) / 10);
}
