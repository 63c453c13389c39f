//! What the chain emits, against the published schedule computed in another way: hour by hour.

use furnace_client::accounts::EmissionEpoch;
use furnace_client::pda;
use furnace_common::limits::{EMISSION_CAP, MAX_EPOCH_SECONDS};
use furnace_tests::network::{EPOCH, Network};

use super::scene::{begin_of, network_at, try_open_epoch};

/// Bits after the point in the sums below.
const POINT: u32 = 60;

/// What the schedule has emitted after each hour, HEAT base units: 4,566.21 HEAT in the first, each hour less
/// by 0.0000138869524 of the one before.
fn published(hours: usize) -> Vec<u64> {
    let (mut hour, mut sum, mut sums) = (4_566_210_000u128 << POINT, 0, vec![0]);
    for _ in 0..hours {
        sum += hour;
        hour -= hour * 138_869_524 / 10_000_000_000_000;
        sums.push(u64::try_from(sum >> POINT).expect("sum"));
    }
    sums
}

/// Opens an epoch; returns its budget.
fn budget(network: &mut Network, epoch: u64) -> u64 {
    try_open_epoch(network, epoch).expect("epoch opens");
    let account: EmissionEpoch = network.chain.read(&pda::emission(epoch));
    account.budget
}

/// A network that began with a day's epoch.
fn aligned() -> (Network, u64) {
    let epoch = 20_834;
    (network_at(begin_of(epoch), EPOCH), epoch)
}

#[test]
fn the_first_day_and_month_are_the_published_ones() {
    // Given a token that began with an epoch
    let (mut network, first) = aligned();
    let sums = published(30 * 24);

    // When each day of its first month is opened, then their budgets are its hours'
    let mut emitted = 0;
    println!("day       published            here (HEAT)");
    for day in 0..30 {
        network.chain.set_time(begin_of(first + day));
        let here = budget(&mut network, first + day);
        let hours = usize::try_from(day).expect("day") * 24;
        let expected = sums[hours + 24] - sums[hours];
        if day < 3 {
            let text = |amount: u64| format!("{}.{:06}", amount / 1_000_000, amount % 1_000_000);
            println!("{:>3}  {:>14}  {:>18}", day + 1, text(expected), text(here));
        }
        assert_eq!(here, expected, "day {day}");
        emitted += here;
    }
    assert_eq!(emitted, sums[720]);
    // 24 hours of 4,566.21 are 109,589.04, and they fall by 17.50 in all
    assert_eq!((sums[24] + 5_000) / 10_000, 10_957_154);
}

#[test]
fn skipped_epochs_take_their_hours_with_them() {
    // Given epochs of which some were never opened
    let (mut network, first) = aligned();
    let sums = published(400 * 24);
    for (day, hours) in [(0, 24), (1, 24), (7, 24), (8, 24), (300, 24), (399, 24)] {
        // When one is opened, then its budget is that of its own hours and no others
        network.chain.set_time(begin_of(first + day));
        let end = (usize::try_from(day).expect("day") + 1) * 24;
        assert_eq!(budget(&mut network, first + day), sums[end] - sums[end - hours], "day {day}");
    }
}

#[test]
fn a_token_that_began_within_an_hour_and_an_epoch_loses_nothing() {
    // Given a token that began 8 hours, 20 minutes and 13 seconds into an epoch
    let first = 20_834;
    let mut network = network_at(begin_of(first) + 8 * 3_600 + 1_213, EPOCH);
    let sums = published(10 * 24);

    // When ten epochs are opened, then the first has the 15 hours that end in it, and ten 15 + 9 x 24
    let budgets: Vec<u64> = (0..10)
        .map(|day| {
            network.chain.set_time(begin_of(first + day + 1) - 1);
            budget(&mut network, first + day)
        })
        .collect();
    assert_eq!(budgets[0], sums[15]);
    assert_eq!(budgets.iter().sum::<u64>(), sums[15 + 9 * 24]);
}

#[test]
fn the_whole_schedule_is_emitted_and_no_more() {
    // Given the longest epochs, and a token that began within one
    let first = 6_945;
    let begin = |epoch: u64| i64::try_from(epoch).expect("epoch") * MAX_EPOCH_SECONDS;
    let mut network = network_at(begin(first) + 100_000, MAX_EPOCH_SECONDS);
    let sums = published(175_319);

    // When every epoch of 20 years and a month is opened
    let mut total = 0;
    let epochs = 175_319 / 72 + 12;
    for epoch in first..first + epochs {
        // the last second of the epoch after it, as late as can be
        network.chain.set_time(begin(epoch + 2) - 1);
        total += budget(&mut network, epoch);
    }

    // Then they add up to what is published for 175,319 hours, which is within the cap, and it is over
    assert_eq!((total, sums[175_319]), (299_999_996_933_892, 299_999_996_933_892));
    assert!(total <= EMISSION_CAP);
    network.chain.set_time(begin(first + epochs));
    assert_eq!(budget(&mut network, first + epochs), 0);
}
