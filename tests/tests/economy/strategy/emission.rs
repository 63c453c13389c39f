//! Epochs, points and shares of them.

use proptest::prelude::*;

use super::Choice;
use crate::action::Action;
use crate::cast::POOLS;
use crate::model::{KEPT, Model, current};

pub(super) fn offer(model: &Model, choice: &mut Choice) {
    let (now, emission) = (current(model.now), &model.emission);
    for epoch in [now - 1, now] {
        choice.one(if emission.epochs.contains_key(&epoch) { 1 } else { 12 }, Action::OpenEpoch { epoch });
    }
    choice.add(3, (now - 3..now + 2).prop_map(|epoch| Action::OpenEpoch { epoch }));
    for &epoch in emission.epochs.keys() {
        choice.one(if now > epoch + KEPT { 12 } else { 1 }, Action::CloseEpoch { epoch });
        for pool in 0..POOLS {
            let (points, ripe) = (emission.points(pool, epoch), epoch + 1 < now && now < epoch + KEPT);
            let weight = match (points > 0, ripe) {
                (true, true) => 60,
                (true, false) => 6,
                (false, _) => 1,
            };
            choice.one(weight, Action::Emit { pool, epoch });
            let wanted = points == 0 && now <= epoch + 1;
            let uptime = prop_oneof![8 => 1..=10_000u16, 1 => Just(10_001u16), 1 => Just(0)];
            let score = prop_oneof![1 => 0..3u64, 8 => 1..1_000_000_000u64, 1 => Just(u64::MAX)];
            let record =
                (score, uptime).prop_map(move |(score, uptime_bps)| Action::Record { pool, epoch, score, uptime_bps });
            choice.add(if wanted { 25 } else { 1 }, record);
        }
    }
}
