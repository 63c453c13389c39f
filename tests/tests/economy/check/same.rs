//! The chain is what the reference says, to the unit.

use furnace_client::accounts::{Pool, Position};

use crate::model::{self, Model};
use crate::view::View;

/// Compares everything that both know.
pub(crate) fn assert_same(view: &View, model: &Model) {
    assert_eq!(view.tokens.len(), model.tokens().len());
    for (chain, expected) in view.tokens.iter().zip(model.tokens()) {
        assert_eq!(chain.amount, expected, "{}, in {:?}", chain.name, chain.mint);
    }
    for (pool, expected) in view.pools.iter().zip(&model.pools) {
        assert_eq!(pool.is_some(), expected.is_open, "the pool is there");
        if let Some(pool) = pool {
            assert_same_pool(pool, expected);
        }
    }
    let places = |keys: Vec<&(usize, usize)>| keys.into_iter().copied().collect::<Vec<_>>();
    assert_eq!(places(view.positions.keys().collect()), places(model.positions.keys().collect()), "open positions");
    for ((place, position), expected) in view.positions.iter().zip(model.positions.values()) {
        assert_same_position(position, expected, *place);
    }
    assert_same_fees(view, model);
    assert_same_auction(view, model);
    assert_same_emission(view, model);
    assert_eq!((view.balance.free, view.balance.reserved), (model.jobs.free, model.jobs.reserved), "client's books");
    for (book, expected) in view.books.iter().zip(&model.jobs.books) {
        let locked = book.as_ref().map(|book| book.collateral_locked);
        assert_eq!(locked, expected.is_open.then_some(expected.locked), "locked collateral");
    }
    assert_eq!((view.governance.paused, &view.governance.parameters), (model.paused, &model.parameters));
    let effective_at = model.proposed.as_ref().map_or(0, |(_, effective_at)| *effective_at);
    assert_eq!(view.governance.effective_at, effective_at, "announced parameters");
}

fn assert_same_pool(pool: &Pool, expected: &model::Pool) {
    let stake = &expected.stake;
    let active = (pool.active, pool.active_shares, pool.own_shares);
    assert_eq!(active, (stake.active.amount, stake.active.shares, stake.active.own), "active stake");
    let unbonding = (pool.unbonding, pool.unbonding_shares, pool.own_unbonding_shares);
    assert_eq!(unbonding, (stake.unbonding.amount, stake.unbonding.shares, stake.unbonding.own), "unbonding");
    let weights = (pool.weighted_shares, pool.weight, pool.slashed);
    assert_eq!(weights, (expected.weighted, expected.weight, stake.slashed), "weight and slashes");
    let announced = (pool.commission_from != 0).then_some((pool.next_commission_bps, pool.commission_from));
    assert_eq!((pool.commission_bps, announced), (expected.commission_bps, expected.announced), "commission");
    for (income, expected) in pool.income.iter().zip(&expected.income) {
        assert_eq!((income.booked, income.operator_due), (expected.booked, expected.operator_due), "income");
    }
}

fn assert_same_position(position: &Position, expected: &model::Position, place: (usize, usize)) {
    let shares = (position.shares, position.weighted_shares);
    assert_eq!(shares, (expected.shares, expected.weighted), "shares of {place:?}");
    let lock = (position.locked_shares, position.lock_until, position.lock_seconds);
    assert_eq!(lock, (expected.locked, expected.lock_until, expected.lock_seconds), "lock of {place:?}");
    let unbondings: Vec<_> = position.unbonding_shares.into_iter().zip(position.unlock_at).collect();
    assert_eq!(unbondings, expected.unbondings, "unbondings of {place:?}");
}

fn assert_same_fees(view: &View, model: &Model) {
    assert_eq!(view.staker_fees.total_weight, model.total_weight(), "weight of all");
    for (fees, expected) in view.staker_fees.fees.iter().zip(&model.staker_fees.mints) {
        assert_eq!(fees.booked, expected.booked, "stakers' fees");
    }
    let statistics = &view.statistics;
    let distributed = (statistics.fees_to_stakers, statistics.fees_to_treasury, statistics.fees_to_auction);
    let expected = &model.distributed;
    assert_eq!(distributed, (expected.stakers, expected.treasury, expected.auction), "distributed fees");
}

fn assert_same_auction(view: &View, model: &Model) {
    let (chain, expected) = (&view.auction, &model.auction);
    let lot = (chain.lot_size, chain.lot_remaining, chain.lot_burned, chain.lot_started_at, chain.start_price);
    let expected_lot =
        (expected.lot_size, expected.lot_remaining, expected.lot_burned, expected.lot_started_at, expected.start_price);
    assert_eq!(lot, expected_lot, "lot");
    let sums = (expected.sold, expected.burned, expected.lots);
    assert_eq!((chain.sold, chain.burned, chain.lots), sums, "auction");
    let statistics = &view.statistics;
    assert_eq!((statistics.auction_sold, statistics.auction_burned, statistics.lots), sums, "auction in statistics");
}

fn assert_same_emission(view: &View, model: &Model) {
    assert_eq!(view.statistics.emitted, model.emission.emitted, "emitted");
    let places = |epochs: Vec<&u64>| epochs.into_iter().copied().collect::<Vec<_>>();
    assert_eq!(places(view.epochs.keys().collect()), places(model.emission.epochs.keys().collect()), "open epochs");
    for (epoch, expected) in view.epochs.values().zip(model.emission.epochs.values()) {
        let numbers = (epoch.budget, epoch.total_points, epoch.claimed);
        assert_eq!(numbers, (expected.budget, expected.points, expected.claimed), "emission of {}", epoch.epoch);
    }
    for (points, expected) in view.points.iter().zip(&model.emission.rings) {
        let ring = points.as_ref().map(|points| points.ring.each_ref().map(|at| (at.epoch, at.start, at.points)));
        assert!(ring.is_none_or(|ring| ring == *expected), "points {ring:?}, not {expected:?}");
    }
}
