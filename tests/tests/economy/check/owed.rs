//! What positions can claim: the chain's numbers, the reference's, and an ideal ledger's. What is owed is in parts
//! of 2^-32 of a base unit.

use furnace_client::accounts::{Pool, Position};

use crate::model::{Accrual, Model, parts};
use crate::view::View;

/// What a position has earned of the pool's income in a mint.
pub(crate) fn income(position: &Position, pool: &Pool, m: usize) -> u128 {
    let accrual = &position.income[m];
    accrual.owed + u128::from(position.shares) * (pool.income[m].per_share - accrual.seen)
}

/// What a position has earned of the stakers' fees in a mint, as far as the pool has passed it on.
pub(crate) fn fees(position: &Position, pool: &Pool, m: usize) -> u128 {
    let accrual = &position.fees[m];
    accrual.owed + u128::from(position.weighted_shares) * (pool.fees[m].per_weighted_share - accrual.seen)
}

/// What a pool has of the stakers' fees in a mint and has not passed on.
pub(crate) fn passing(pool: &Pool, view: &View, m: usize) -> u128 {
    let fees = &pool.fees[m];
    u128::from(pool.weight) * (view.staker_fees.fees[m].per_weight - fees.seen) + u128::from(fees.carried)
}

/// A position's part of that once somebody looks.
pub(crate) fn to_come(position: &Position, pool: &Pool, view: &View, m: usize) -> u128 {
    let rise = passing(pool, view, m).checked_div(pool.weighted_shares.into()).unwrap_or(0);
    u128::from(position.weighted_shares) * rise
}

/// Every position can claim what the reference predicts, and what an ideal ledger gives it but for what is
/// carried from one division to the next.
pub(crate) fn assert_owed(view: &View, model: &Model) {
    for (place, position) in &view.positions {
        let pool = view.pools[place.0].as_ref().expect("a position has a pool");
        let expected = &model.positions[place];
        for m in 0..2 {
            let (earned, accrual) = (income(position, pool, m), &expected.income[m]);
            assert_eq!(earned, accrual.owed, "income {m} of {place:?}");
            assert_ideal(accrual, earned, view.undivided());

            let (earned, accrual) = (fees(position, pool, m), &expected.fees[m]);
            assert_eq!(earned, accrual.owed, "fees {m} of {place:?}");
            assert_ideal(accrual, earned + to_come(position, pool, view, m), view.undivided());
        }
    }
}

/// Paid and owed together are the exact part of everything released, but for what was carried so far and what
/// is undivided now.
fn assert_ideal(accrual: &Accrual, owed: u128, undivided: u64) {
    let all = parts(accrual.paid) + owed;
    let (ideal, most) = (accrual.ideal >> 32, accrual.carried + u128::from(undivided) + 1);
    assert!(all.abs_diff(ideal) <= most, "{all} parts earned, {ideal} deserved, {most} carried");
}
