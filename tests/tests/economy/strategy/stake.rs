//! What holders may do with their stake.

use furnace_common::limits::MAX_LOCK_SECONDS;
use furnace_tests::network::EPOCH;
use proptest::prelude::*;

use super::{Choice, amount, part, places};
use crate::action::Action;
use crate::cast::{POOLS, STAKERS};
use crate::model::Model;

pub(super) fn offer(model: &Model, choice: &mut Choice) {
    let operators = (0..POOLS, amount()).prop_map(|(pool, amount)| Action::Stake { who: pool, pool, amount });
    choice.add(40, operators);
    for (pool, who) in places() {
        let Some(position) = model.positions.get(&(pool, who)) else {
            choice.one(2, Action::OpenPosition { who, pool });
            continue;
        };
        choice.add(14, amount().prop_map(move |amount| Action::Stake { who, pool, amount }));
        choice.one(if position.is_empty() { 2 } else { 1 }, Action::ClosePosition { who, pool });
        if position.shares > 0 {
            choice.add(14, part(position.shares).prop_map(move |shares| Action::Unstake { who, pool, shares }));
            let lock = (part(position.shares - position.locked), lock_seconds());
            choice.add(8, lock.prop_map(move |(shares, seconds)| Action::Lock { who, pool, shares, seconds }));
        }
        for (index, (shares, unlock_at)) in (0u8..).zip(position.unbondings) {
            if shares > 0 {
                choice.one(6, Action::Cancel { who, pool, index });
                choice.one(if model.now >= unlock_at { 30 } else { 3 }, Action::Withdraw { who, pool, index });
            }
        }
    }
    let anywhere = (0..STAKERS, 0..POOLS, 0..9u8).prop_flat_map(|(who, pool, index)| {
        prop::sample::select(vec![
            Action::OpenPosition { who, pool },
            Action::ClosePosition { who, pool },
            Action::Stake { who, pool, amount: 1 },
            Action::Unstake { who, pool, shares: 1 },
            Action::Lock { who, pool, shares: 0, seconds: 1 },
            Action::Cancel { who, pool, index },
            Action::Withdraw { who, pool, index },
            Action::Refresh { who, pool },
            Action::ClosePool { pool },
        ])
    });
    choice.add(15, anywhere);
}

fn lock_seconds() -> BoxedStrategy<i64> {
    let ends = prop::sample::select(vec![0, 1, MAX_LOCK_SECONDS, MAX_LOCK_SECONDS + 1]);
    prop_oneof![2 => ends, 6 => 1..10 * EPOCH, 2 => 1..=MAX_LOCK_SECONDS].boxed()
}
