//! What can be done about a job of one worker.

use furnace_common::state::{CrewKind, JobState};

use super::Choice;
use crate::action::Action;
use crate::model::{Job, Model, RETENTION, heard_until};

pub(super) fn offer(model: &Model, order: usize, job: &Job, choice: &mut Choice) {
    let solo = job.ask.crew == CrewKind::Solo;
    let client = job.client();
    match job.state {
        JobState::Open => {
            if solo && !job.auctioned {
                let worker = choice.holder(job.designated);
                choice.add(if model.now > job.expires_at { 1 } else { 40 }, Action::Claim { order, worker });
            }
            let by = choice.mostly(client);
            choice.add(1, Action::Cancel { order, by });
            choice.add(if model.now > job.expires_at { 20 } else { 1 }, Action::Expire { order });
        }
        JobState::Assigned => {
            let (worker, from) = (choice.holder(job.worker), resumed(job, choice));
            choice.add(if model.now > job.deadline { 1 } else { 60 }, Action::Start { order, worker, from });
            held(model, order, job, choice);
        }
        JobState::Running if solo => {
            let (worker, result) = (choice.holder(job.worker), choice.below(3) as u8 + 1);
            choice.add(if model.now > job.deadline { 1 } else { 15 }, Action::Submit { order, worker, result });
            let (sequence, progress) = next_checkpoint(job, choice);
            let first = job.attempts < 2 && job.progress.done == 0;
            let weight = if first { 30 } else { 8 };
            choice.add(
                if model.now > job.deadline { 1 } else { weight },
                Action::Checkpoint { order, worker, sequence, progress },
            );
            held(model, order, job, choice);
        }
        JobState::Review if solo => {
            let (by, quote) = (choice.mostly(client), choice.quote());
            choice.add(15, Action::Accept { order, by, quote });
            let quote = choice.quote();
            choice.add(if model.now >= job.review_ends_at { 30 } else { 2 }, Action::Settle { order, quote });
        }
        _ => {}
    }
    if job.state == JobState::Review {
        let (by, result) = (choice.mostly(client), choice.below(3) as u8 + 1);
        choice.add(8, Action::Accuse { order, by, result });
    }
    if job.state == JobState::Disputed {
        choice.add(if model.now > heard_until(job) { 30 } else { 2 }, Action::Acquit { order });
    }
    let owed: Vec<u8> = job.progress.owed().collect();
    if job.state == JobState::Settled && !owed.is_empty() {
        let index = choice.one(&owed);
        choice.add(25, Action::PayCredit { order, index });
    }
    if job.state.is_final() {
        let by = choice.closer(client);
        let overdue = model.now > job.ended_at + RETENTION;
        choice.add(if overdue { 15 } else { 6 }, Action::Close { order, by });
    }
}

/// What a worker that holds it, or a stranger, may do besides the work.
fn held(model: &Model, order: usize, job: &Job, choice: &mut Choice) {
    let worker = choice.holder(job.worker);
    // Who leaves something behind makes it worth while.
    let relay = job.state == JobState::Running && job.progress.done > 0 && job.attempts < 4;
    choice.add(if relay { 40 } else { 2 }, Action::Quit { order, worker });
    choice.add(if model.now > job.deadline { 30 } else { 1 }, Action::Miss { order });
}

/// From how many checkpoints it goes on: mostly all.
fn resumed(job: &Job, choice: &mut Choice) -> u8 {
    let all = job.progress.count as u64 + u64::from(job.progress.pending.is_some());
    if choice.chance(4) { choice.below(all + 2) as u8 } else { all as u8 }
}

fn next_checkpoint(job: &Job, choice: &mut Choice) -> (u32, u16) {
    let (sequence, done) = (job.progress.sequence + choice.one(&[1, 1, 1, 1, 3, 0]), job.progress.done);
    match choice.below(12) {
        0 => (sequence, 10_000),
        1 => (sequence, done.saturating_sub(1)),
        2 => (sequence, done),
        _ => (sequence, done + choice.below(u64::from(10_000 - done)) as u16 / choice.one(&[1, 2, 3])),
    }
}
