use furnace_common::units::HEAT;

use super::*;
use crate::accounts::ProgramAccount;

const DAY: i64 = 86_400;

fn blank<T: ProgramAccount>() -> T {
    T::parse(&vec![0; T::SIZE]).expect("zeros are an account")
}

/// A pool of 100 HEAT, half of it locked for a year, alone in the network; the last look was on day 10.
fn scene() -> (Pool, StakerFees, Position) {
    let (mut pool, mut fees, mut position): (Pool, StakerFees, Position) = (blank(), blank(), blank());
    pool.active = 100 * HEAT;
    pool.active_shares = 100 * HEAT;
    pool.weighted_shares = 250 * HEAT;
    pool.weight = 250 * HEAT;
    fees.total_weight = 250 * HEAT;
    position.shares = 50 * HEAT;
    position.locked_shares = 50 * HEAT;
    position.lock_seconds = MAX_LOCK_SECONDS;
    position.weighted_shares = 200 * HEAT;
    for income in &mut pool.income {
        income.stream.epoch = 10;
    }
    for fee in &mut fees.fees {
        fee.stream.epoch = 10;
    }
    (pool, fees, position)
}

fn books(pool: &Pool, fees: &StakerFees, now: i64) -> Books {
    Books::at(pool, fees, now, DAY).expect("sound books")
}

#[test]
fn income_goes_by_shares_and_fees_by_weight() {
    let (mut pool, mut fees, position) = scene();
    pool.income[0].stream.next = 1_000 * HEAT;
    fees.fees[1].stream.next = 1_000 * HEAT;
    let half = books(&pool, &fees, 11 * DAY + DAY / 2);
    let expected = [Owed { income: 250 * HEAT, fees: 0 }, Owed { income: 0, fees: 400 * HEAT }];
    assert_eq!(half.owed(&position), Some(expected));
    // Whether somebody looked meanwhile makes no difference.
    let later = books(&half.pool, &half.fees, 12 * DAY);
    assert_eq!(later.owed(&position), books(&pool, &fees, 12 * DAY).owed(&position));
    let all = [Owed { income: 500 * HEAT, fees: 0 }, Owed { income: 0, fees: 800 * HEAT }];
    assert_eq!(later.owed(&position), Some(all));
}

#[test]
fn what_came_in_today_is_not_owed_yet() {
    let (mut pool, fees, position) = scene();
    pool.income[0].stream.next = 1_000;
    assert_eq!(books(&pool, &fees, 11 * DAY - 1).owed(&position), Some([Owed::default(); 2]));
}

#[test]
fn fractions_are_kept_and_not_paid() {
    let (mut pool, fees, mut position) = scene();
    pool.income[0].stream.next = 3;
    position.income[0].owed = u128::from(u32::MAX);
    // 1.5 and nearly 1 are 2, and a half stays owed.
    let owed = books(&pool, &fees, 12 * DAY).owed(&position).expect("owed");
    assert_eq!(owed[0], Owed { income: 2, fees: 0 });
    assert_eq!(owed[0].sum(), 2);
}

#[test]
fn what_cannot_be_divided_is_carried() {
    let (mut pool, fees, position) = scene();
    pool.income[0].stream.next = 1;
    pool.income[0].stream.releasing = 1;
    let first = books(&pool, &fees, 11 * DAY);
    let carried = accumulator::parts(1) % u128::from(pool.active_shares);
    assert_eq!(u128::from(first.pool.income[0].carried), carried);
    // Half of two units, less what is carried.
    let second = books(&first.pool, &first.fees, 12 * DAY).owed(&position).expect("owed");
    assert_eq!(second[0].income, 0);
}

#[test]
fn without_stake_what_comes_due_waits() {
    let (mut pool, fees, _) = scene();
    (pool.active, pool.active_shares) = (0, 0);
    pool.income[0].stream.next = 1_000;
    let later = books(&pool, &fees, 12 * DAY);
    assert_eq!((later.pool.income[0].stream.next, later.pool.income[0].per_share), (1_000, 0));
}

#[test]
fn accounts_of_different_times_are_not_sound_books() {
    let (mut pool, fees, mut position) = scene();
    position.income[0].seen = 1;
    assert_eq!(books(&pool, &fees, 11 * DAY).owed(&position), None);
    pool.fees[0].seen = 1;
    assert_eq!(Books::at(&pool, &fees, 11 * DAY, DAY), None);
}

#[test]
fn a_change_of_commission_is_booked_at_the_lower_rate() {
    let (mut pool, fees, _) = scene();
    pool.commission_bps = 1_000;
    pool.next_commission_bps = 2_000;
    pool.commission_from = 12;
    pool.income[0].booked = 500;
    pool.income[0].operator_due = 7;
    for (day, bps, due) in [(11, 1_000, 107), (12, 1_000, 107)] {
        let books = books(&pool, &fees, day * DAY);
        assert_eq!((books.commission(), books.commission_due([1_509, 9])), (Some(bps), Some([due, 0])));
    }
    pool.next_commission_bps = 500;
    assert_eq!(books(&pool, &fees, 11 * DAY).commission(), Some(1_000));
    assert_eq!(books(&pool, &fees, 12 * DAY).commission_due([1_500, 20]), Some([57, 1]));
    assert_eq!(books(&pool, &fees, 12 * DAY).commission_due([499, 0]), None);
}

#[test]
fn a_year_is_estimated_from_two_epochs() {
    let (mut pool, mut fees, position) = scene();
    assert_eq!(books(&pool, &fees, 10 * DAY).income_a_year(), [None, None]);
    // Yesterday nothing and today 2 HEAT are one a day, for 100 HEAT.
    pool.income[0].stream.releasing = 2 * HEAT;
    fees.fees[1].stream.previous = 5 * HEAT;
    let now = books(&pool, &fees, 10 * DAY);
    assert_eq!(now.income_a_year(), [Some(3_650_000), None]);
    assert_eq!(now.fees_a_year(), [None, Some(3_650_000)]);
    assert_eq!(now.unlocked_a_year(), [Some(3_650_000); 2]);
    assert_eq!(now.position_a_year(&position), [Some(3_650_000), Some(4 * 3_650_000)]);
    assert_eq!(books(&pool, &fees, 13 * DAY).income_a_year(), [None, None]);
}
