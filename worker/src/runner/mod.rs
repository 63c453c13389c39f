//! The task that takes jobs and computes them.

mod bidding;
mod candidates;
mod checkpoint;
mod claim;
pub(crate) mod compute;
mod crew;
pub(crate) mod fetch;
pub(crate) mod finish;
pub(crate) mod held;
mod in_hand;
mod lease;
pub(crate) mod naming;
mod pursuit;
mod resume;
mod workshop;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use solana_address::Address;
use tokio::{
    sync::{Semaphore, watch},
    task::{JoinError, JoinSet},
};
use tracing::{error, info, warn};

use crate::{
    chain::{JobAccount, Survey},
    policy::Surroundings,
    reconcile::{Duty, SeatDuty},
    tasks::Stop,
};
use bidding::Checked;
use candidates::Candidates;
use fetch::FetchError;
use held::Held;
use lease::Rented;

pub use in_hand::{Hold, InHand};
pub use workshop::Workshop;

/// Where surveys come from, the latest one only.
type Surveys = watch::Receiver<Option<Arc<Survey>>>;

/// Takes jobs and computes them.
pub struct Runner {
    workshop: Arc<Workshop>,
    surveys: Surveys,
    places: Arc<Semaphore>,
    candidates: Candidates,
    checked: Checked,
    held: Held<Duty>,
    seats: Held<SeatDuty>,
    rented: Rented,
    jobs: JoinSet<Verdict>,
}

/// How the pursuit of a job ended, as far as its being tried again goes.
enum Verdict {
    /// It may be looked at again at any time.
    Done,
    /// It is not for this worker.
    Unfit(Address, FetchError),
    /// Its spec is fit for this worker.
    Checked(Address),
}

impl Runner {
    /// A runner that is given surveys.
    pub fn new(workshop: Workshop, surveys: Surveys) -> Self {
        let places = Arc::new(Semaphore::new(usize::from(workshop.settings.jobs_at_once)));
        let workshop = Arc::new(workshop);
        Self {
            workshop,
            surveys,
            places,
            candidates: Candidates::default(),
            checked: Checked::default(),
            held: Held::default(),
            seats: Held::default(),
            rented: Rented::default(),
            jobs: JoinSet::new(),
        }
    }

    /// Runs until told to stop; then lets jobs under way finish within the grace, or hands them back.
    pub async fn run(mut self, stop: Stop) -> anyhow::Result<()> {
        self.workshop.clear().await?;
        loop {
            tokio::select! {
                biased;
                () = stop.cancelled() => break,
                Some(ended) = self.jobs.join_next() => {
                    self.note(ended);
                    // A place is free, and the last survey is out of date.
                    self.workshop.refresh.notify_one();
                }
                changed = self.surveys.changed() => {
                    if changed.is_err() {
                        break;
                    }
                    let survey = self.surveys.borrow_and_update().clone();
                    if let Some(survey) = survey {
                        self.consider(&survey);
                    }
                }
            }
        }
        if !self.jobs.is_empty() {
            let (grace, lease_grace) = (self.workshop.settings.grace, self.workshop.settings.lease_grace);
            info!(jobs = self.jobs.len(), ?grace, ?lease_grace, "finishing or handing back what is under way");
        }
        self.workshop.closing.cancel();
        while let Some(ended) = self.jobs.join_next().await {
            self.note(ended);
        }
        stop.cancelled().await;
        Ok(())
    }

    fn note(&mut self, ended: Result<Verdict, JoinError>) {
        match ended {
            Ok(Verdict::Done) => {}
            Ok(Verdict::Checked(order)) => self.checked.note(order),
            Ok(Verdict::Unfit(job, reason)) => self.candidates.refuse(&job, &reason, &self.workshop.status),
            // The hold is gone with the job, so the next survey takes it up again.
            Err(error) => error!(%error, "the pursuit of a job broke off"),
        }
        self.workshop.status.in_hand(self.workshop.in_hand.len());
    }

    fn consider(&mut self, survey: &Survey) {
        self.held.keep(survey.held.iter().map(|job| job.address));
        for job in &survey.held {
            self.resume(job, survey.now);
        }
        self.attend(survey);
        self.candidates.keep(survey);
        for job in &survey.open {
            if self.places.available_permits() == 0 {
                break;
            }
            self.attempt(job, survey);
        }
        self.bid(survey);
        self.seat(survey);
        self.rent(survey);
        self.workshop.status.in_hand(self.workshop.in_hand.len());
    }

    /// What a decision on an order depends on.
    fn surroundings<'a>(&self, order: &Address, survey: &'a Survey) -> Surroundings<'a> {
        let workshop = &self.workshop;
        let gave_up_before = workshop.steps.journal().has_given_up(order).unwrap_or_else(|error| {
            warn!(%order, %error, "leaving an order alone");
            true
        });
        Surroundings {
            now: survey.now,
            standing: &survey.standing,
            device: (workshop.device)(),
            worker: workshop.steps.protocol().worker(),
            reachable: workshop.network.host.is_some(),
            gave_up_before,
        }
    }

    /// Tries to get an open job, if the policy allows.
    fn attempt(&mut self, job: &JobAccount, survey: &Survey) {
        if !self.candidates.is_due(&job.address) {
            return;
        }
        let around = self.surroundings(&job.address, survey);
        if let Err(reason) = self.workshop.policy.judge_terms(job, &around) {
            self.candidates.refuse(&job.address, &FetchError::Refused(reason), &self.workshop.status);
            return;
        }
        let Some(hold) = self.workshop.in_hand.hold(job.address) else {
            return;
        };
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            return;
        };
        let workshop = Arc::clone(&self.workshop);
        let job = job.clone();
        self.jobs.spawn(async move {
            let verdict = workshop.pursue(job, hold).await;
            drop(place);
            verdict
        });
    }
}
