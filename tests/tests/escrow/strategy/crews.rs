//! What can be done about a job that a crew does.

use furnace_common::state::{CrewKind, JobState, SeatState};

use super::Choice;
use crate::action::Action;
use crate::model::{Crew, Job, Model};

/// The result to which replicas mostly come.
const USUAL: u8 = 1;

pub(super) fn offer(model: &Model, order: usize, job: &Job, choice: &mut Choice) {
    if job.ask.crew == CrewKind::Solo {
        return;
    }
    let client = job.client();
    let Some(crew) = &job.crew else {
        if job.state == JobState::Open {
            let by = choice.mostly(client);
            choice.add(60, Action::OpenCrew { order, by });
        }
        return;
    };
    match job.state {
        JobState::Open => {
            for _ in 0..2 {
                let worker = choice.worker();
                choice.add(if model.now > job.expires_at { 1 } else { 40 }, Action::Join { order, worker });
            }
        }
        JobState::Running => {
            choice.add(if model.now > job.deadline { 8 } else { 1 }, Action::Conclude { order });
            let (worker, rank) = (choice.holder(Some(crew.seats[0].worker)), choice.below(5) as u8);
            choice.add(2, Action::Meet { order, worker, rank });
        }
        JobState::Review => {
            let by = choice.mostly(client);
            choice.add(15, Action::AcceptCrew { order, by });
            choice.add(if model.now >= job.review_ends_at { 30 } else { 1 }, Action::SettleCrew { order });
        }
        _ => {}
    }
    seats(model, order, job, crew, choice);
    if job.state.is_final() {
        let by = choice.closer(client);
        choice.add(if crew.open() == 0 { 15 } else { 1 }, Action::CloseCrew { order, by });
    }
}

fn seats(model: &Model, order: usize, job: &Job, crew: &Crew, choice: &mut Choice) {
    let hidden = model.now <= job.deadline && crew.seats.iter().any(|seat| seat.state == SeatState::Joined);
    for (index, seat) in (0u8..).zip(&crew.seats) {
        let worker = choice.holder(Some(seat.worker));
        let result = if choice.chance(5) { 2 + choice.below(2) as u8 } else { USUAL };
        let working = job.state == JobState::Running;
        match seat.state {
            SeatState::Joined if working => {
                choice.add(
                    if model.now > job.deadline { 1 } else { 30 },
                    match job.ask.crew {
                        CrewKind::Gang => Action::Deliver { order, worker, seat: index, result },
                        _ => Action::Commit { order, worker, seat: index, result },
                    },
                );
                choice.add(2, Action::QuitSeat { order, worker, seat: index });
            }
            SeatState::Committed => {
                let shown = if choice.chance(15) { result } else { seat.result };
                let weight = if hidden || model.now > crew.reveal_ends_at { 1 } else { 40 };
                choice.add(weight, Action::Reveal { order, worker, seat: index, result: shown });
            }
            SeatState::Submitted => {
                let quote = choice.quote();
                let weight = if job.state == JobState::Settled { 25 } else { 0 };
                choice.add(weight, Action::PaySeat { order, seat: index, quote });
            }
            _ => {}
        }
        if seat.state.is_open() {
            let ended = job.state.is_final();
            choice.add(if ended { 8 } else { 0 }, Action::ReleaseSeat { order, seat: index });
            let late = model.now > job.deadline && !matches!(job.state, JobState::Open);
            choice.add(if late { 10 } else { 0 }, Action::MissSeat { order, seat: index });
        }
    }
}
