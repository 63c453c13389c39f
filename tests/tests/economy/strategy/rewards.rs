//! Booking and claiming rewards.

use proptest::prelude::*;

use super::{Choice, mint};
use crate::action::{Action, MINTS};
use crate::cast::POOLS;
use crate::model::Model;

pub(super) fn offer(model: &Model, choice: &mut Choice) {
    for (pool, books) in model.pools.iter().enumerate() {
        let news = books.income.iter().any(|income| income.vault > income.booked);
        choice.one(if news { 60 } else { 15 }, Action::Sync { pool });
        for mint in MINTS {
            let due = books.income[mint as usize].operator_due > 0;
            choice.one(if due { 15 } else { 2 }, Action::ClaimCommission { pool, mint });
        }
    }
    let on_the_way = model.pools.iter().flat_map(|pool| &pool.income).any(|income| income.stream.pending() > 0);
    for (&(pool, who), position) in &model.positions {
        choice.one(6, Action::Refresh { who, pool });
        let hopeful = if on_the_way && position.shares > 0 { 6 } else { 1 };
        choice.add(hopeful, mint().prop_map(move |mint| Action::Claim { who, pool, mint }));
        for mint in MINTS {
            let m = mint as usize;
            if position.income[m].units() + position.fees[m].units() > 0 {
                choice.one(20, Action::Claim { who, pool, mint });
            }
        }
    }
    let bps = prop_oneof![5 => 0..=10_000u16, 1 => Just(10_001u16)];
    choice.add(15, (0..POOLS, bps).prop_map(|(pool, bps)| Action::AnnounceCommission { pool, bps }));
}
