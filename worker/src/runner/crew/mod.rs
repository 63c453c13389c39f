//! Crews: seats taken, worked at, delivered.
//!
//! A replica computes for itself, seals its result, commits to it, and shows it once no other can copy it. A gang
//! member meets the others, computes its part with them and attests to it.

mod deliver;
mod gather;
mod greeting;
mod join;
mod meet;
mod seal;
mod take_up;
mod work;

use std::sync::Arc;

use tracing::error;

use super::{FetchError, Runner, Surveys, Verdict, Workshop};
use crate::{
    chain::{CrewAccount, Survey},
    reconcile::SeatDuty,
    status::Ending,
};

impl Runner {
    /// Does what is owed to crews in which this worker has a seat.
    pub(super) fn attend(&mut self, survey: &Survey) {
        let worker = self.workshop.steps.protocol().worker();
        let own = || survey.crews.iter().filter(|crew| crew.seat_of(&worker).is_some());
        self.seats.keep(own().map(|crew| crew.job.address));
        for crew in own() {
            self.attend_to(crew, survey.now);
        }
    }

    fn attend_to(&mut self, crew: &CrewAccount, now: i64) {
        let job = crew.job.address;
        let Some(hold) = self.workshop.in_hand.hold(job) else {
            return;
        };
        let owed = match self.workshop.seat_owed(crew, now) {
            Ok(owed) => owed,
            Err(error) => {
                error!(%job, %error, "cannot take up a seat");
                return;
            }
        };
        let place = match owed {
            SeatDuty::Nothing | SeatDuty::AwaitReveal | SeatDuty::AwaitReview => return,
            SeatDuty::Settle if !self.workshop.settings.settle => return,
            SeatDuty::Missed => return self.miss_seat(crew),
            _ if !self.seats.is_due(&job, owed) => return,
            SeatDuty::Wait | SeatDuty::Compute => match Arc::clone(&self.places).try_acquire_owned() {
                Ok(place) => Some(place),
                Err(_) => return,
            },
            _ => None,
        };
        self.seats.note(&job, owed);
        let (workshop, surveys) = (Arc::clone(&self.workshop), self.surveys.clone());
        self.jobs.spawn(async move {
            workshop.take_up_seat(&job, surveys, hold, place).await;
            Verdict::Done
        });
    }

    fn miss_seat(&mut self, crew: &CrewAccount) {
        let job = crew.job.address;
        if self.seats.is_new(&job, SeatDuty::Missed) {
            self.seats.note(&job, SeatDuty::Missed);
            self.workshop.status.ended(Ending::Missed);
            error!(%job, deadline = crew.job.deadline, "seat missed; anyone may reclaim it once its time is over");
        }
    }

    /// Takes seats that suit.
    pub(super) fn seat(&mut self, survey: &Survey) {
        let worker = self.workshop.steps.protocol().worker();
        let others = |crew: &&CrewAccount| crew.is_forming() && crew.seat_of(&worker).is_none();
        for crew in survey.crews.iter().filter(others) {
            if self.places.available_permits() == 0 {
                break;
            }
            self.apply(crew, survey);
        }
    }

    /// Tries to get a seat, if the policy allows.
    fn apply(&mut self, crew: &CrewAccount, survey: &Survey) {
        let job = crew.job.address;
        if !self.candidates.is_due(&job) {
            return;
        }
        let operator = self.workshop.steps.protocol().operator();
        let around = self.surroundings(&job, survey);
        if let Err(reason) = self.workshop.policy.judge_crew(crew, &operator, &around) {
            self.candidates.refuse(&job, &FetchError::Refused(reason), &self.workshop.status);
            return;
        }
        let Some(hold) = self.workshop.in_hand.hold(job) else {
            return;
        };
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            return;
        };
        let (workshop, surveys, crew) = (Arc::clone(&self.workshop), self.surveys.clone(), crew.clone());
        self.jobs.spawn(async move { workshop.join(crew, surveys, hold, place).await });
    }
}
