//! How time passes: by seconds or weeks, or to the moment at which something ends.

use furnace_tests::network::EPOCH;
use proptest::prelude::*;

use super::Choice;
use crate::action::Action;
use crate::model::Model;

pub(super) fn offer(model: &Model, choice: &mut Choice) {
    let any = prop_oneof![3 => 0..100i64, 6 => 1..EPOCH, 4 => EPOCH..3 * EPOCH, 1 => 1..5 * 7 * EPOCH];
    choice.add(70, any.prop_map(|seconds| Action::Wait { seconds }));
    let begins = model.now - model.now.rem_euclid(EPOCH);
    let deadlines = model.jobs.held.values().map(|job| job.deadline + 1);
    let unlocks = model.positions.values().flat_map(|position| position.unbondings.map(|(_, unlock_at)| unlock_at));
    let locks = model.positions.values().map(|position| position.lock_until);
    let effective = model.proposed.iter().map(|(_, effective_at)| *effective_at);
    let near = deadlines.chain(effective).chain([begins + EPOCH, begins + EPOCH + EPOCH / 2, begins + 2 * EPOCH]);
    choice.add(70, until(model.now, near));
    choice.add(
        if model.has_unbondings() { 35 } else { 10 },
        until(model.now, unlocks.chain(locks).chain([begins + EPOCH])),
    );
}

/// To one of some moments, or a second before.
fn until(now: i64, ends: impl Iterator<Item = i64>) -> BoxedStrategy<Action> {
    let ahead: Vec<_> = ends.filter(|end| *end > now).map(|end| end - now).collect();
    let before = prop::sample::select(vec![0, 0, 0, 1]);
    let wait = (prop::sample::select(ahead), before);
    wait.prop_map(|(seconds, before)| Action::Wait { seconds: seconds - before }).boxed()
}
