//! What is tried next: mostly what can be done now, sometimes what cannot.

mod emission;
mod jobs;
mod money;
mod rewards;
mod stake;
mod time;

use furnace_client::generated::governance::types::Parameters;
use furnace_common::units::HEAT;
use furnace_tests::network::{EPOCH, parameters};
use proptest::prelude::*;
use proptest::strategy::Union;

use crate::action::{Action, MINTS, Mint};
use crate::cast::{POOLS, STAKERS};
use crate::model::Model;

/// What may be tried, each with how often.
#[derive(Default)]
struct Choice(Vec<(u32, BoxedStrategy<Action>)>);

/// Everything that makes sense in the present state.
pub(crate) fn next(model: &Model) -> BoxedStrategy<Action> {
    let mut choice = Choice::default();
    stake::offer(model, &mut choice);
    rewards::offer(model, &mut choice);
    jobs::offer(model, &mut choice);
    money::offer(model, &mut choice);
    emission::offer(model, &mut choice);
    governance(model, &mut choice);
    time::offer(model, &mut choice);
    Union::new_weighted(choice.0).boxed()
}

impl Choice {
    fn add(&mut self, weight: u32, strategy: impl Strategy<Value = Action> + 'static) {
        self.0.push((weight, strategy.boxed()));
    }

    fn one(&mut self, weight: u32, action: Action) {
        self.add(weight, Just(action));
    }
}

/// Hundreds of HEAT, sometimes a few base units or many thousands of HEAT.
fn amount() -> BoxedStrategy<u64> {
    prop_oneof![1 => 0..5u64, 2 => 0..5_000u64, 10 => 1..400 * HEAT, 1 => 1..40_000 * HEAT].boxed()
}

/// A part of a whole: some thousandths, all of it, or a few units; rarely more than there is.
fn part(whole: u64) -> BoxedStrategy<u64> {
    let thousandths = move |part: u64| (u128::from(whole) * u128::from(part) / 1_000) as u64;
    prop_oneof![
        8 => (1..=1_000u64).prop_map(thousandths),
        3 => Just(whole),
        2 => 0..5u64,
        1 => Just(whole.saturating_add(1)),
    ]
    .boxed()
}

fn mint() -> BoxedStrategy<Mint> {
    prop::sample::select(MINTS.to_vec()).boxed()
}

/// Every pool and wallet.
fn places() -> impl Iterator<Item = (usize, usize)> {
    (0..POOLS).flat_map(|pool| (0..STAKERS).map(move |who| (pool, who)))
}

fn governance(model: &Model, choice: &mut Choice) {
    let propose = (8..62i64, 0..=10_000u16, 2_400..=10_000u16, 0..=5_000u16).prop_map(|(days, cap, burn, staker)| {
        let parameters = Parameters {
            cooldown_seconds: days * EPOCH,
            delegation_cap_bps: cap,
            burn_bps: burn,
            staker_bps: staker,
            ..parameters()
        };
        Action::Propose { parameters: Box::new(parameters) }
    });
    choice.add(if model.proposed.is_none() { 12 } else { 4 }, propose);
    let effective = model.proposed.as_ref().is_some_and(|(_, effective_at)| model.now >= *effective_at);
    choice.one(if effective { 40 } else { 4 }, Action::Apply);
    choice.one(if model.proposed.is_some() { 3 } else { 1 }, Action::CancelProposal);
    choice.add(5, (0..5u8).prop_map(|what| Action::Pause { what }));
    choice.add(if model.paused == 0 { 2 } else { 40 }, (0..5u8).prop_map(|what| Action::Unpause { what }));
}
