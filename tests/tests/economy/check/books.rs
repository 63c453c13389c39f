//! What must hold of the chain whatever happens: vaults and books, shares and sums, supply and schedule.

use furnace_client::accounts::{Pool, Position};
use furnace_common::limits::{EMISSION_CAP, GENESIS_SUPPLY, SUPPLY_CAP};
use furnace_common::shares::VIRTUAL;

use super::owed;
use crate::action::{MINTS, Mint};
use crate::cast::{POOLS, STAKERS, WALLET};
use crate::model::{Division, Model, parts, scheduled};
use crate::view::View;

pub(crate) fn assert_books(view: &View, model: &Model) {
    for pool in 0..POOLS {
        if let Some(books) = &view.pools[pool] {
            let positions: Vec<_> =
                view.positions.iter().filter(|((of, _), _)| *of == pool).map(|((_, who), p)| (*who, p)).collect();
            assert_shares(books, &positions, pool);
            assert_income(view, model, books, &positions, pool);
        }
    }
    assert_staker_fees(view, model);
    assert_supply(view, model);
}

/// Shares and weights of a pool are those of its positions, and the operator's are those of its own one.
fn assert_shares(pool: &Pool, positions: &[(usize, &Position)], operator: usize) {
    let sum = |of: fn(&Position) -> u64| positions.iter().map(|(_, position)| of(position)).sum::<u64>();
    assert_eq!(pool.active_shares, sum(|position| position.shares), "active shares");
    assert_eq!(pool.weighted_shares, sum(|position| position.weighted_shares), "weighted shares");
    let unbonding: fn(&Position) -> u64 = |position| position.unbonding_shares.iter().sum();
    assert_eq!(pool.unbonding_shares, sum(unbonding), "unbonding shares");
    let own = positions.iter().find(|(who, _)| *who == operator).map(|(_, position)| position);
    let own = own.map_or((0, 0), |position| (position.shares, unbonding(position)));
    assert_eq!((pool.own_shares, pool.own_unbonding_shares), own, "the operator's own shares");
    assert_eq!(pool.positions as usize, positions.len(), "positions");
    // No share costs more than a unit: what makes rounding to no share impossible.
    assert!(pool.active <= pool.active_shares && pool.unbonding <= pool.unbonding_shares, "price of a share");
    // Nobody holds a weight without shares, nor more than four times them.
    for (_, position) in positions {
        assert!((position.shares..=4 * position.shares).contains(&position.weighted_shares), "weight");
    }
    let worth = u128::from(pool.weighted_shares) * u128::from(pool.active + VIRTUAL);
    assert!(pool.slashed > 0 || u128::from(pool.weight) == worth / u128::from(pool.active_shares + VIRTUAL));
}

/// What is booked of a pool's income is the operator's, the stream's, the positions' and rounding's; the rest
/// of the vault waits to be booked. The stake's vault has gifts on top and nothing else.
fn assert_income(view: &View, model: &Model, pool: &Pool, positions: &[(usize, &Position)], index: usize) {
    let expected = &model.pools[index];
    assert_eq!(view.amount(&format!("stake in the {}'s pool", crate::cast::NAMES[index]), Mint::Heat), {
        pool.active + pool.unbonding + expected.gifts
    });
    for m in 0..2 {
        let (income, expected) = (&pool.income[m], &expected.income[m]);
        let pending = income.stream.releasing - income.stream.released + income.stream.next;
        assert_eq!(pending, expected.stream.pending(), "on its way to stakers");
        assert!(expected.vault >= income.booked, "the vault covers the books");
        let owed: u128 = positions.iter().map(|(_, position)| owed::income(position, pool, m)).sum();
        let rest = parts(income.booked) - parts(income.operator_due) - parts(pending);
        assert_eq!(income.carried, expected.division.carried, "carried");
        assert_divided(rest, owed + u128::from(income.carried), &expected.division, model.closed[index]);
    }
}

/// The same of the stakers' fees.
fn assert_staker_fees(view: &View, model: &Model) {
    for m in 0..2 {
        let (fees, expected) = (&view.staker_fees.fees[m], &model.staker_fees.mints[m]);
        let pending = fees.stream.releasing - fees.stream.released + fees.stream.next;
        assert_eq!(pending, expected.stream.pending(), "on its way to stakers");
        assert!(expected.vault >= fees.booked, "the vault covers the books");
        let mut owed = u128::from(fees.carried);
        for ((pool, _), position) in &view.positions {
            let books = view.pools[*pool].as_ref().expect("a position has a pool");
            owed += owed::fees(position, books, m);
        }
        owed += view.pools.iter().flatten().map(|pool| owed::passing(pool, view, m)).sum::<u128>();
        assert_divided(parts(fees.booked) - parts(pending), owed, &expected.division, model.closed.iter().sum());
    }
    let weights = view.pools.iter().flatten().map(|pool| pool.weight).sum::<u64>();
    assert_eq!(view.staker_fees.total_weight, weights, "weight of all pools");
}

/// What is booked for stakers is what positions are owed and what is carried, to the last part; only positions
/// that were closed left less than a unit each.
fn assert_divided(booked: u128, owed: u128, division: &Division, closed: u32) {
    assert_eq!(booked, owed + division.lost, "what is owed does not add up");
    assert!(division.lost <= parts(closed.into()), "{} parts were lost", division.lost);
}

/// Nothing appears, and only burns disappear.
fn assert_supply(view: &View, model: &Model) {
    let emitted = view.statistics.emitted;
    let users = STAKERS as u64 * WALLET[1];
    for (mint, supply) in MINTS.into_iter().zip([GENESIS_SUPPLY + emitted - model.burned, users]) {
        assert_eq!(view.supply[mint as usize], supply, "supply of {mint:?}");
        let of_mint = view.tokens.iter().filter(|tokens| tokens.mint == mint);
        assert_eq!(of_mint.filter_map(|tokens| tokens.amount).sum::<u64>(), supply, "sum of all {mint:?}");
    }
    assert!(view.supply[0] <= SUPPLY_CAP);
    assert!(emitted <= scheduled(model.now) && emitted <= EMISSION_CAP, "emission");
    assert!(view.epochs.values().all(|epoch| epoch.claimed <= epoch.budget), "budgets");
    assert!(model.auction.vault >= view.auction.lot_remaining, "the vault covers the lot");
    let balance = &view.balance;
    assert!(view.amount("client's balance", Mint::Heat) >= balance.free + balance.reserved, "client's vault");
}
