//! What a worker owes a crew.

use furnace_client::accounts::JobState;
use furnace_common::state::{CrewKind, SeatState};
use solana_address::Address;

use crate::chain::{CrewAccount, SeatAccount};

/// What a worker owes a crew, as the chain shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatDuty {
    /// Nothing: it has no seat, or the seat has ended.
    Nothing,
    /// Keeping its place: the crew is forming, and who is absent when it assembles is punished.
    Wait,
    /// Computing the own part.
    Compute,
    /// Committing to the result that is sealed already.
    Commit,
    /// Waiting until nobody can commit any more.
    AwaitReveal,
    /// Showing the result it committed to.
    Reveal,
    /// Attesting to the part that is stored already.
    SubmitPart,
    /// Handing the seat back: too little time is left to compute.
    HandBack,
    /// Nothing more can be done: it is too late, or what it committed to is lost.
    Missed,
    /// Waiting for the others, for the client, or for the end of the review.
    AwaitReview,
    /// Bringing the job to its end, and the own seat with it.
    Settle,
}

/// What `worker` owes a crew at `now`, unix seconds. With less than `margin` seconds to the deadline there is no use
/// in computing.
pub fn seat_duty(crew: &CrewAccount, worker: &Address, has_result: bool, now: i64, margin: i64) -> SeatDuty {
    let Some((_, seat)) = crew.seat_of(worker).filter(|(_, seat)| seat.state.is_open()) else {
        return SeatDuty::Nothing;
    };
    let job = &crew.job;
    match job.state {
        JobState::Open if now <= job.expires_at => SeatDuty::Wait,
        JobState::Running => at_work(crew, seat, has_result, now, margin),
        JobState::Review | JobState::Disputed if now < job.review_ends_at => SeatDuty::AwaitReview,
        // Who committed must reveal also after the quorum.
        JobState::Settled if seat.state == SeatState::Committed => reveal(crew, has_result, now),
        JobState::Settled if seat.state == SeatState::Joined => SeatDuty::Missed,
        // Who still had time when the others failed is free to go.
        JobState::Failed if crew.due_at(seat).is_some_and(|due_at| crew.ended_at > due_at) => SeatDuty::Missed,
        JobState::Assigned => SeatDuty::Nothing,
        JobState::Open
        | JobState::Review
        | JobState::Disputed
        | JobState::Settled
        | JobState::Failed
        | JobState::Expired
        | JobState::Cancelled => SeatDuty::Settle,
    }
}

fn at_work(crew: &CrewAccount, seat: &SeatAccount, has_result: bool, now: i64, margin: i64) -> SeatDuty {
    let left = crew.job.deadline.saturating_sub(now);
    match seat.state {
        SeatState::Joined if left < 0 => SeatDuty::Missed,
        SeatState::Joined if has_result && crew.kind == CrewKind::Replicas => SeatDuty::Commit,
        SeatState::Joined if has_result => SeatDuty::SubmitPart,
        SeatState::Joined if left <= margin => SeatDuty::HandBack,
        SeatState::Joined => SeatDuty::Compute,
        SeatState::Committed => reveal(crew, has_result, now),
        _ if crew.is_awaited(now) => SeatDuty::AwaitReview,
        _ => SeatDuty::Settle,
    }
}

fn reveal(crew: &CrewAccount, has_result: bool, now: i64) -> SeatDuty {
    if !has_result || now > crew.reveal_ends_at {
        SeatDuty::Missed
    } else if crew.may_reveal(now) {
        SeatDuty::Reveal
    } else {
        SeatDuty::AwaitReveal
    }
}

#[cfg(test)]
mod tests;
