//! Jobs, and what goes wrong with them.

use furnace_common::units::HEAT;
use proptest::prelude::*;

use super::{Choice, part};
use crate::action::Action;
use crate::model::Model;

pub(super) fn offer(model: &Model, choice: &mut Choice) {
    for (pool, books) in model.pools.iter().enumerate() {
        let active = books.stake.active.amount;
        let price = prop_oneof![1 => 0..100u64, 8 => 1..200 * HEAT];
        let work = (0..2usize, price).prop_map(move |(market, price)| Action::Work { pool, market, price });
        choice.add(35, work);
        // With collateral up to what is free.
        let free = active.saturating_sub(model.jobs.books[pool].locked);
        let take = (0..2usize, part(free)).prop_map(move |(market, collateral)| {
            let price = collateral / if market == 0 { 1 } else { 5 };
            Action::Take { pool, market, price }
        });
        choice.add(20, take);
        let all = books.stake.slashable();
        let amount = prop_oneof![6 => 0..=all / 3, 1 => part(all)];
        let slash = amount.prop_flat_map(|amount| (Just(amount), part(amount / 2), part(amount / 4)));
        choice.add(
            5,
            slash.prop_map(move |(amount, to_client, to_reporter)| Action::Slash {
                pool,
                amount,
                to_client,
                to_reporter,
            }),
        );
    }
    for (&job, held) in &model.jobs.held {
        let late = model.now > held.deadline;
        choice.one(if late { 3 } else { 25 }, Action::Deliver { job });
        choice.one(if late { 40 } else { 3 }, Action::Miss { job });
        choice.one(if late { 2 } else { 15 }, Action::Quit { job });
    }
}
