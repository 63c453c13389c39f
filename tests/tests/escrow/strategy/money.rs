//! Balances, new orders, stake, markets and the price.

use furnace_common::state::{CrewKind, Payment};
use furnace_common::units::HEAT;

use super::Choice;
use crate::action::{Action, JobAsk, LeaseAsk, Quote};
use crate::cast::*;
use crate::model::{Model, Order};

/// So many orders at once are enough.
const CROWD: usize = 5;

pub(super) fn offer(model: &Model, choice: &mut Choice) {
    balances(model, choice);
    let live = model.orders.iter().filter(|order| !matches!(order, Order::Gone)).count();
    let weight = if live < CROWD { 12 / (1 + live as u64) + 2 } else { 1 };
    for _ in 0..3 {
        let post = post(model, choice);
        choice.add(weight, post);
    }
    for _ in 0..2 {
        let open = lease(model, choice);
        choice.add(weight, open);
    }
    around(model, choice);
}

fn balances(model: &Model, choice: &mut Choice) {
    for (purse, books) in model.purses.iter().enumerate() {
        let (client, mint, _) = PURSES[purse];
        let (by, amount) = (choice.mostly(client), choice.below(200 * HEAT));
        choice.add(1, Action::Deposit { purse, by, amount });
        let (by, amount) = (choice.mostly(client), choice.part(books.free));
        choice.add(1, Action::Withdraw { purse, by, amount: amount / 4 });
        let by = choice.one(&[3, 4, 4, STRANGER, client]);
        let wealth = model.wallets[by][mint as usize];
        let amount = if choice.chance(30) { wealth + 1 } else { choice.below(100 * HEAT).min(wealth) };
        // Mostly the first client has sponsors.
        let often = if purse == 0 { 8 } else { 1 };
        choice.add(often, Action::Sponsor { purse, by, amount });
        if let Some((to, _)) = books.sponsors.first() {
            let (to, by) = (choice.one(&[*to, 3, 4]), choice.one(&[*to, 3, 4, client, STRANGER]));
            choice.add(3, Action::Refund { purse, to, by });
        }
    }
}

fn around(model: &Model, choice: &mut Choice) {
    for (operator, books) in model.operators.iter().enumerate() {
        let shares = choice.part(books.stake.active.shares);
        let shares = if choice.chance(3) { shares } else { shares / 10 };
        choice.add(1, Action::Unstake { operator, shares });
        for (index, (shares, unlock_at)) in (0u8..).zip(books.stake.unbondings) {
            if shares > 0 {
                choice.add(if model.now >= unlock_at { 8 } else { 1 }, Action::WithdrawStake { operator, index });
            }
        }
    }
    if choice.chance(12) {
        let worker = choice.worker();
        choice.add(4, Action::Retire { worker });
        let (market, by) = (choice.one(&[OWN_MARKET, OWN_MARKET, 0, 1]), choice.one(&[OPENER, OPENER, STRANGER]));
        choice.add(4, Action::CloseMarket { market, by });
        choice.add(8, Action::Pause { jobs: true });
    }
    if model.paused {
        choice.add(60, Action::Pause { jobs: false });
    }
    // From a cent to some dollars, give or take up to a hundredth.
    let mantissa = match choice.below(4) {
        0 => 1_000_000 + choice.below(1_000_000_000),
        _ => model.price.mantissa * (80 + choice.below(41)) / 100 + 1,
    };
    let mantissa = mantissa.clamp(1_000_000, 2_000_000_000);
    let confidence = choice.below(mantissa / 100);
    choice.add(8, Action::Price { mantissa, confidence });
}

/// A balance, a market that takes its mint or rarely another, and an amount that the balance has.
fn venue(model: &Model, choice: &mut Choice) -> (usize, usize, usize, Quote, u64) {
    let purse = choice.one(&[0, 0, 0, 2, 2, 2, 3, 3, 3, 1]);
    let (client, mint, _) = PURSES[purse];
    let fitting = match (mint, client) {
        (Mint::Usd, _) => 1,
        (Mint::Heat, 2) => choice.one(&[2, 2, 2, 0]),
        (Mint::Heat, _) => choice.one(&[0, 0, 0, OWN_MARKET, 2]),
    };
    let market = if choice.chance(40) { choice.below(4) as usize } else { fitting };
    let by = choice.mostly(client);
    let needs_price = MARKETS[market].payment.is_in_usd();
    let quote = if needs_price && !choice.chance(12) { Quote::Fresh } else { choice.quote() };
    let free = model.purses[purse].free;
    // Of the quote: a HEAT is some of a dollar.
    let most = if MARKETS[market].payment == Payment::HeatForUsd {
        (u128::from(free) * u128::from(model.price.mantissa) / 130_000_000) as u64
    } else {
        free
    };
    (purse, by, market, quote, most)
}

fn post(model: &Model, choice: &mut Choice) -> Action {
    let (purse, by, market, quote, most) = venue(model, choice);
    let crew = choice.one(&[CrewKind::Solo, CrewKind::Solo, CrewKind::Replicas, CrewKind::Gang]);
    let solo = crew == CrewKind::Solo;
    let seats = if solo { 1 } else { 2 + choice.below(3) as u8 };
    let quorum = if crew == CrewKind::Replicas { (seats / 2 + 1 + choice.below(2) as u8).min(seats) } else { 0 };
    let auction = solo && choice.chance(3);
    let price = match choice.below(12) {
        0 => choice.below(4),
        1 => choice.part(most),
        _ => choice.below(most.min(150 * HEAT) / u64::from(seats) / 3) + 1,
    };
    let claim_seconds = [3_600, 300, 7_200, 86_400, 86_400, 9];
    let max_seconds = [3_600, 60, 7_200, 86_400, 86_400, 4];
    let named = choice.worker();
    let drawing = solo && !auction && choice.chance(4);
    let ask = JobAsk {
        price,
        claim_seconds: rarely_last(choice, claim_seconds),
        max_seconds: rarely_last(choice, max_seconds),
        sortition_seconds: if drawing { choice.one(&[30, 50, 3_600]) } else { 0 },
        sortition_bps: if drawing { choice.one(&[0, 1_500, 5_000, 10_000, 10_001]) } else { 0 },
        auction: auction || choice.chance(60),
        crew,
        seats: if choice.chance(60) { choice.below(10) as u8 } else { seats },
        quorum: if choice.chance(60) { choice.below(6) as u8 } else { quorum },
        designated: (solo && !auction && choice.chance(6) || choice.chance(60)).then_some(named),
    };
    Action::Post { purse, by, market, quote, ask }
}

fn lease(model: &Model, choice: &mut Choice) -> Action {
    let (purse, by, market, quote, most) = venue(model, choice);
    let max_seconds = rarely_last(choice, [3_600, 86_400, 7 * 86_400, MAX_LEASE_SECONDS, 600, 59]);
    let funded_seconds =
        if choice.chance(30) { max_seconds + 1 } else { 60 + choice.below(max_seconds.into()) as u32 / 2 };
    let (named, backup) = (choice.worker(), choice.worker());
    let auction = choice.chance(4);
    let ask = LeaseAsk {
        rate: if choice.chance(20) { choice.below(2) } else { choice.below(most / 3 / u64::from(funded_seconds)) + 1 },
        funded_seconds,
        max_seconds,
        claim_seconds: rarely_last(choice, [3_600, 300, 7_200, 86_400, 86_400, 9]),
        low_seconds: if choice.chance(60) { max_seconds + 1 } else { choice.one(&[0, 0, 60, 600]) },
        auction,
        designated: (!auction && choice.chance(5) || choice.chance(60)).then_some(named),
        backup: choice.chance(2).then_some(backup),
    };
    Action::OpenLease { purse, by, market, quote, ask }
}

/// One of them; the last, which is out of bounds, seldom.
fn rarely_last(choice: &mut Choice, of: [u32; 6]) -> u32 {
    if choice.chance(60) { of[5] } else { choice.one(&of[..5]) }
}
