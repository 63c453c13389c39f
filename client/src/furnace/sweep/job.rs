//! What brings a job to its end.

use furnace_common::state::AuditState;

use super::{Step, View};
use crate::accounts::{Crew, Job, JobState};

/// The steps that can be taken for a job now.
pub(super) fn steps(job: &Job, crew: Option<&Crew>, view: View) -> Vec<Step> {
    let now = view.now;
    match (job.state(), crew) {
        (Some(JobState::Open), _) if now > job.expires_at => vec![Step::Expire],
        (Some(JobState::Assigned | JobState::Running), None) if now > job.deadline && view.sweep.report => {
            vec![Step::Reclaim]
        }
        (Some(JobState::Running), Some(crew)) => of_crew_at_work(job, crew, view),
        (Some(JobState::Review), _) => of_result(job, view),
        (Some(state), crew) if state.is_final() => of_ended(job, crew, view),
        _ => Vec::new(),
    }
}

/// Whether it is audited is drawn and told before it is paid; what needs a co-signature has it by the end of the review.
fn of_result(job: &Job, view: View) -> Vec<Step> {
    match job.audit() {
        Some(AuditState::Pending) if view.slot > job.audit_slot => vec![Step::DrawAudit],
        Some(AuditState::Drawn) => vec![Step::OpenAudit],
        Some(AuditState::Unattested) if view.now >= job.review_ends_at => vec![Step::Lapse],
        Some(AuditState::Clear) if view.now >= job.review_ends_at => vec![Step::Settle],
        _ => Vec::new(),
    }
}

/// Who is late is reported; and where nobody is left to deliver, the job ends.
fn of_crew_at_work(job: &Job, crew: &Crew, view: View) -> Vec<Step> {
    let late = late(job, crew, view);
    // Each report may end the job, which changes what can be done.
    if let Some(first) = late.first() {
        return vec![*first];
    }
    if crew.is_awaited(job, view.now) { Vec::new() } else { vec![Step::Conclude] }
}

/// Everyone is paid, freed or reported; then the accounts are closed, the inner one first.
fn of_ended(job: &Job, crew: Option<&Crew>, view: View) -> Vec<Step> {
    let steps = match crew {
        Some(crew) => of_seats(job, crew, view),
        None if job.state() == Some(JobState::Settled) => {
            job.credits().filter(|(_, credit)| credit.paid == 0).map(|(index, _)| Step::PayCredit(index)).collect()
        }
        None => Vec::new(),
    };
    if !steps.is_empty() {
        return steps;
    }
    match crew {
        // It names the parts of a gang's result, which the client may still want to fetch.
        Some(crew) if crew.open == 0 && view.may_close(&job.client, job.ended_at) => vec![Step::CloseCrew],
        Some(_) => Vec::new(),
        None if job.has_bids() => vec![Step::CloseBids],
        None if job.attached == 0 && job.escrow.reserved == 0 && view.may_close(&job.client, job.ended_at) => {
            vec![Step::Close]
        }
        None => Vec::new(),
    }
}

fn of_seats(job: &Job, crew: &Crew, view: View) -> Vec<Step> {
    let resolved = (0u8..).zip(crew.taken()).filter_map(|(index, seat)| {
        let pay = crew.is_payable(job, seat).then_some(Step::PaySeat(index));
        pay.or_else(|| crew.is_free(job, seat).then_some(Step::ReleaseSeat(index)))
    });
    resolved.chain(late(job, crew, view)).collect()
}

fn late(job: &Job, crew: &Crew, view: View) -> Vec<Step> {
    let seats = (0u8..).zip(crew.taken()).filter(|(_, seat)| view.sweep.report && crew.is_late(job, seat, view.now));
    seats.map(|(index, _)| Step::ReclaimSeat(index)).collect()
}

#[cfg(test)]
mod tests;
