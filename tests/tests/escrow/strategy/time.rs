//! How time passes: by seconds or weeks, or to the moment at which something ends.

use super::Choice;
use crate::action::Action;
use crate::model::{Job, Lease, Model, Order, RETENTION, heard_until};

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;

pub(super) fn offer(model: &Model, choice: &mut Choice) {
    let seconds = match choice.below(20) {
        0..14 => choice.below(60),
        14..18 => choice.below(HOUR),
        18..19 => choice.below(DAY),
        _ => choice.below(20 * DAY),
    };
    choice.add(10, Action::Wait { seconds: seconds as i64 });
    let mut ends: Vec<i64> = Vec::new();
    for order in &model.orders {
        match order {
            Order::Job(job) => of_job(job, &mut ends),
            Order::Lease(lease) => of_lease(lease, &mut ends),
            Order::Gone => {}
        }
    }
    ends.retain(|end| *end > model.now);
    ends.sort_unstable();
    if !ends.is_empty() {
        // Mostly one of the next ones, or a second beside it.
        let all = ends.len().min(if choice.chance(4) { usize::MAX } else { 3 });
        let end = choice.one(&ends[..all]) + choice.one(&[0, 0, 1, -1]);
        choice.add(12, Action::Wait { seconds: end - model.now });
    }
}

fn of_job(job: &Job, ends: &mut Vec<i64>) {
    ends.extend([job.expires_at, job.deadline, job.review_ends_at, job.drawn_until, heard_until(job)]);
    ends.extend(job.auction.iter().map(|auction| auction.closes_at));
    ends.extend(job.crew.iter().map(|crew| crew.reveal_ends_at));
    ends.push(if job.ended_at > 0 { job.ended_at + RETENTION } else { 0 });
}

fn of_lease(lease: &Lease, ends: &mut Vec<i64>) {
    ends.extend([lease.expires_at, lease.backup_until, lease.start_by, lease.grace_ends_at()]);
    ends.extend([60, 180, 420].map(|after| lease.settled_at + after));
    ends.extend(lease.auction.iter().map(|auction| auction.closes_at));
    ends.extend(lease.ends_at.iter().chain(&lease.leaves_at));
    // When silence begins to cost.
    let silent_since = lease.pinged_at.unwrap_or(lease.start_by);
    ends.extend([180, 421, 2 * DAY as i64, 5 * DAY as i64].map(|after| silent_since + after));
    ends.push(if lease.ended_at > 0 { lease.ended_at + RETENTION } else { 0 });
}
