//! How time passes: by slots, by seconds or weeks, or to the moment at which something ends. Nobody honest is late.

use furnace_common::dispute::{COMMITTEE_SECONDS, DRAW_SECONDS};
use furnace_common::state::DisputeState;

use super::Choice;
use super::duties::Duty;
use crate::action::Action;
use crate::case::Case;
use crate::view::View;

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;

pub(super) fn offer(case: &Case, duties: &[Duty], choice: &mut Choice) {
    let view = &case.view;
    let count = 1 + choice.random.below(4);
    choice.add(if waits_for_block(view) { 12 } else { 2 }, Action::Blocks { count });
    choice.add(1, Action::Gap { count });
    if choice.random.chance(40) {
        choice.add(4, Action::Blocks { count: 600 });
    }
    // Until who left may take its bond, or its stake.
    let leaving = view.verifiers.iter().flatten().any(|verifier| verifier.free_at > view.now);
    if duties.is_empty() && choice.random.chance(if leaving { 4 } else { 12 }) {
        let days = choice.random.one(&[15, 36]);
        choice.add(4, Action::Wait { seconds: days * DAY as i64 });
    }
    let Some(until) = duties.iter().map(|duty| duty.until).min() else {
        let seconds = wish(view, choice);
        choice.add(6, Action::Wait { seconds });
        return;
    };
    let seconds = wish(view, choice).min(until - view.now);
    if seconds > 0 {
        choice.add(4, Action::Wait { seconds });
    }
}

fn waits_for_block(view: &View) -> bool {
    let drawing = |slot: u64| view.slot <= slot + 1;
    view.open_disputes()
        .any(|(_, dispute)| dispute.state() == Some(DisputeState::Drawing) && drawing(dispute.draw_slot))
        || view.open_jobs().any(|(_, job)| drawing(job.audit_slot) && job.audit_slot > 0)
}

fn wish(view: &View, choice: &mut Choice) -> i64 {
    let mut ends = ends(view);
    ends.retain(|end| *end > view.now);
    ends.sort_unstable();
    if !ends.is_empty() && choice.random.chance(3) {
        // Mostly one of the next ones, or a second beside it.
        let end = choice.random.one(&ends[..ends.len().min(3)]) + choice.random.one(&[0, 1, 1, 1]);
        return end - view.now;
    }
    let seconds = match choice.random.below(12) {
        0..8 => choice.random.below(60),
        8..11 => choice.random.below(HOUR),
        11 if choice.random.chance(2) => choice.random.below(DAY),
        _ => choice.random.below(10 * DAY),
    };
    seconds as i64
}

/// When anything ends.
pub(crate) fn ends(view: &View) -> Vec<i64> {
    let mut ends = Vec::new();
    for (_, job) in view.open_jobs() {
        ends.extend([job.expires_at, job.deadline, job.review_ends_at]);
    }
    for (_, dispute) in view.open_disputes() {
        let announced = [dispute.round_at + COMMITTEE_SECONDS, dispute.announced_at + DRAW_SECONDS];
        ends.extend(announced);
        ends.extend([dispute.commit_ends_at, dispute.reveal_ends_at, dispute.appeal_ends_at]);
    }
    ends.extend(view.verifiers.iter().flatten().map(|verifier| verifier.free_at));
    ends
}
