//! Points that do not count.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{EPOCH, worker_args};
use furnace_tests::scene::replaced;

use super::scene::{Emission, begin_of, try_open_points, try_record};

#[test]
fn stake_below_the_minimum_counts_nothing() {
    // Given a unit too little for one GPU, and too little for all GPUs of the operator's
    let mut emission = Emission::new();
    let poor = emission.network.operator("poor operator", 200 * HEAT - 1);
    let worker = emission.network.worker(&poor, "poor worker");
    try_open_points(&mut emission.network, &worker).expect("points open");
    let many =
        furnace_client::generated::jobs::instructions::WorkerRegisterInstructionArgs { gpus: 2, ..worker_args() };
    emission.network.worker_with(&emission.operator, "big colleague", many);

    // When their workers are given points, then it is refused
    for worker in [&worker, &emission.worker] {
        let result = try_record(&mut emission.network, worker, emission.epoch, 1_000, 10_000);
        assert_error(result, FurnaceTokenError::StakeTooLow);
    }
}

#[test]
fn a_worker_counts_from_the_first_epoch_that_finds_it() {
    // Given a worker registered a second after the epoch began
    let mut emission = Emission::new();
    emission.network.chain.advance(1);
    let late = emission.network.worker(&emission.operator, "late");
    try_open_points(&mut emission.network, &late).expect("points open");

    // When it is given points of the epoch, then it is refused, and of the next it is not
    let result = try_record(&mut emission.network, &late, emission.epoch, 1_000, 10_000);
    assert_error(result, FurnaceTokenError::WorkerTooNew);
    emission.go_to(1);
    super::scene::try_open_epoch(&mut emission.network, emission.epoch + 1).expect("epoch opens");
    try_record(&mut emission.network, &late, emission.epoch + 1, 1_000, 10_000).expect("record");
}

#[test]
fn stake_in_unbonding_counts_nothing() {
    // Given an operator that unstakes more than half of twice the minimum, when it is given points, then none
    let mut emission = Emission::new();
    let (wallet, pool) = (emission.operator.wallet.insecure_clone(), emission.operator.pool);
    emission.network.try_unstake(&wallet, pool, 200 * HEAT + 1).expect("unstake");
    assert_error(emission.record(1_000), FurnaceTokenError::StakeTooLow);
}

#[test]
fn it_is_late_after_the_next_epoch() {
    // Given an open epoch, when points are given at the last second of the next, then they count
    let mut emission = Emission::new();
    let second = emission.network.worker(&emission.operator, "second");
    try_open_points(&mut emission.network, &second).expect("points open");
    emission.network.chain.set_time(begin_of(emission.epoch + 2) - 1);
    emission.record(1_000).expect("record");

    // and a second later they do not
    emission.network.chain.advance(1);
    let result = try_record(&mut emission.network, &second, emission.epoch, 1_000, 10_000);
    assert_error(result, FurnaceTokenError::RecordingClosed);
}

#[test]
fn a_worker_is_given_points_once_an_epoch() {
    // Given a worker with points, when it is given some again, in the epoch or the next, then it is refused
    let mut emission = Emission::new();
    emission.record(1_000).expect("record");
    assert_error(emission.record(1), FurnaceTokenError::AlreadyRecorded);
    emission.network.chain.advance(EPOCH);
    assert_error(emission.record(1), FurnaceTokenError::AlreadyRecorded);
    assert_eq!(emission.account().total_points, 2_000);
}

#[test]
fn nothing_is_no_points() {
    // Given a score or an uptime of nothing, and too little of both, when it is recorded, then it is refused
    let mut emission = Emission::new();
    for (score, uptime) in [(0, 10_000), (1_000, 0), (1, 4_999)] {
        let result = try_record(&mut emission.network, &emission.worker, emission.epoch, score, uptime);
        assert_error(result, FurnaceTokenError::NoPoints);
    }
}

#[test]
fn an_uptime_is_at_most_the_epoch() {
    // Given more than the whole epoch, when it is recorded, then it is refused
    let mut emission = Emission::new();
    for uptime in [10_001, u16::MAX] {
        let result = try_record(&mut emission.network, &emission.worker, emission.epoch, 1, uptime);
        assert_error(result, FurnaceTokenError::UptimeTooHigh);
    }
}

#[test]
fn points_that_do_not_fit_are_refused() {
    // Given a score that the stake factor takes past what fits, when it is recorded, then it is refused
    let mut emission = Emission::new();
    assert_error(emission.record(u64::MAX / 2 + 1), FurnaceTokenError::Overflow);

    // and so is one that takes the total past it
    let second = emission.network.worker(&emission.operator, "second");
    try_open_points(&mut emission.network, &second).expect("points open");
    try_record(&mut emission.network, &emission.worker, emission.epoch, u64::MAX, 10_000).expect("record");
    let result = try_record(&mut emission.network, &second, emission.epoch, 1, 10_000);
    assert_error(result, FurnaceTokenError::Overflow);
}

#[test]
fn a_retired_worker_has_no_points() {
    // Given a worker that is retired, when it is given points, then it is refused
    let mut emission = Emission::new();
    emission.retire();
    assert_error(emission.record(1_000), FurnaceTokenError::WorkerRetired);
}

#[test]
fn worker_operator_and_pool_belong_together() {
    // Given a rival with a worker of its own
    let mut emission = Emission::new();
    let rival = emission.network.operator("rival", 400 * HEAT);
    let rivals_worker = emission.network.worker(&rival, "rival's worker");
    let (worker, wallet) = (emission.worker.address, emission.worker.wallet);
    let proper = token::points_record(worker, wallet, emission.epoch, 1_000, 10_000);

    // When one of the rival's takes the place of the worker's, then it is refused
    for (right, wrong, error) in [
        (worker, rivals_worker.address, FurnaceTokenError::WrongWorker),
        (emission.operator.operator, rival.operator, FurnaceTokenError::WrongOperator),
        (emission.operator.pool, rival.pool, FurnaceTokenError::WrongPool),
    ] {
        let instruction = replaced(proper.clone(), right, wrong);
        assert_error(emission.network.impersonate(instruction), error);
    }
}
