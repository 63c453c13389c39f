//! The proofs program gives a worker its points: score x stake factor x uptime, once an epoch.

use furnace_common::units::HEAT;
use furnace_tests::events::assert_event;

use super::scene::{Emission, try_open_points, try_record};

#[test]
fn points_are_an_interval_of_the_total() {
    // Given two workers of one operator, whose stake of 400 HEAT is the minimum for both
    let mut emission = Emission::new();
    let second = emission.network.worker(&emission.operator, "second");
    try_open_points(&mut emission.network, &second).expect("points open");

    // When both are given points
    let receipt = try_record(&mut emission.network, &emission.worker, emission.epoch, 700, 10_000).expect("record");
    let address = emission.worker.address;
    assert_event(&receipt, "PointsRecorded", (address, emission.epoch, 700u64, 700u64));
    let receipt = try_record(&mut emission.network, &second, emission.epoch, 300, 5_000).expect("record");
    assert_event(&receipt, "PointsRecorded", (second.address, emission.epoch, 150u64, 850u64));

    // Then they lie side by side
    assert_eq!(emission.account().total_points, 850);
    let place = emission.points().ring[(emission.epoch % 16) as usize].clone();
    assert_eq!((place.epoch, place.start, place.points), (emission.epoch, 0, 700));
}

#[test]
fn stake_counts_from_the_minimum_to_twice_of_it() {
    // The minimum for one GPU is 200 HEAT.
    for (stake, points) in
        [(200 * HEAT, 1_000), (201 * HEAT, 1_005), (300 * HEAT, 1_500), (400 * HEAT, 2_000), (4_000 * HEAT, 2_000)]
    {
        // Given an operator with this stake, when its worker is given a score of 1,000, then it counts so much
        let mut emission = Emission::new();
        let operator = emission.network.operator("other operator", stake);
        let worker = emission.network.worker(&operator, "other worker");
        try_open_points(&mut emission.network, &worker).expect("points open");
        try_record(&mut emission.network, &worker, emission.epoch, 1_000, 10_000).expect("record");
        assert_eq!(emission.account().total_points, points, "{stake}");
    }
}

#[test]
fn points_are_rounded_down_once() {
    // Given a stake factor of 2, when a score of 3 has an uptime of 33.33%, then 6 x 0.3333 are 1 point
    let mut emission = Emission::new();
    try_record(&mut emission.network, &emission.worker, emission.epoch, 3, 3_333).expect("record");
    assert_eq!(emission.account().total_points, 1);
}
