//! Gifts, fees and the auction.

use furnace_common::units::HEAT;
use proptest::prelude::*;

use super::{Choice, amount, part};
use crate::action::{Action, MINTS, Mint, Vault};
use crate::cast::{POOLS, STAKERS};
use crate::model::Model;

pub(super) fn offer(model: &Model, choice: &mut Choice) {
    let who = 0..STAKERS;
    let fees = [Vault::Fees { market: 0 }, Vault::Fees { market: 1 }, Vault::UsdFees, Vault::Auction];
    let all_stakers = MINTS.map(|mint| Vault::StakerFees { mint });
    let of_pools = (0..POOLS).flat_map(|pool| {
        [Vault::Stake { pool }, Vault::Income { pool, mint: Mint::Heat }, Vault::Income { pool, mint: Mint::Usd }]
    });
    let vaults: Vec<_> = fees.into_iter().chain(all_stakers).chain(of_pools).collect();
    let donate = (who.clone(), prop::sample::select(vaults), amount());
    choice.add(80, donate.prop_map(|(who, to, amount)| Action::Donate { who, to, amount }));
    // What jobs paid in dollars would bring.
    let dollars = (who.clone(), 1..2_000 * HEAT);
    choice.add(25, dollars.prop_map(|(who, amount)| Action::Donate { who, to: Vault::UsdFees, amount }));

    let [first, second] = model.fee_vaults;
    for (market, mint, fees) in [(0, Mint::Heat, first), (1, Mint::Heat, second), (0, Mint::Usd, model.usd_fee_vault)] {
        choice.one(if fees > 0 { 25 } else { 2 }, Action::Distribute { market, mint });
    }
    auction(model, choice);
}

fn auction(model: &Model, choice: &mut Choice) {
    let running = model.auction.lot_remaining;
    let ready = running == 0 && model.auction.vault >= model.parameters.min_lot;
    choice.one(if ready { 40 } else { 3 }, Action::StartLot);
    // Mostly most of a lot, so that lots end.
    let asked = prop_oneof![1 => Just(running), 1 => part(running)];
    let (auction, parameters, now) = (model.auction.clone(), model.parameters.clone(), model.now);
    let buy = (0..STAKERS, asked, 0..5u64).prop_map(move |(who, amount, limit)| {
        // Four in five limits are met to the unit.
        let cost = auction.cost(amount, &parameters, now).unwrap_or(1);
        let max_cost = if limit == 0 { cost.saturating_sub(1) } else { cost };
        Action::Buy { who, amount, max_cost }
    });
    choice.add(if running > 0 { 50 } else { 2 }, buy);
}
