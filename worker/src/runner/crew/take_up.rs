//! Seats that this worker has on chain and that nobody here is at: after a restart, and between two steps.

use std::sync::Arc;

use furnace_common::state::CrewKind;
use solana_address::Address;
use tokio::sync::OwnedSemaphorePermit;
use tracing::{info, warn};

use super::{Surveys, Workshop};
use crate::{
    attestor::{Errand, Order},
    chain::{Action, CrewAccount, Sealed},
    journal::JournalError,
    reconcile::{SeatDuty, seat_duty},
    runner::Hold,
};

impl Workshop {
    /// What is owed to a crew, by the chain's time `now`.
    pub(super) fn seat_owed(&self, crew: &CrewAccount, now: i64) -> Result<SeatDuty, JournalError> {
        let (journal, job) = (self.steps.journal(), &crew.job);
        let has_result = match crew.kind {
            CrewKind::Replicas => journal.sealed(&job.address)?.is_some(),
            CrewKind::Gang | CrewKind::Solo => journal.result(&job.address, job.attempt)?.is_some(),
        };
        let margin = self.margin(job).as_secs().cast_signed();
        Ok(seat_duty(crew, &self.steps.protocol().worker(), has_result, now, margin))
    }

    /// Does what is owed to a crew. It is read anew: the survey that showed it may be older than the last step
    /// taken here.
    pub(super) async fn take_up_seat(
        self: Arc<Self>,
        job: &Address,
        surveys: Surveys,
        hold: Hold,
        place: Option<OwnedSemaphorePermit>,
    ) {
        let crew = match self.steps.read_crew(job, || !self.closing.is_cancelled()).await {
            Ok(Some(crew)) => crew,
            Ok(None) => return,
            Err(error) => return warn!(%job, %error, "cannot take up a seat"),
        };
        let Some((seat, _)) = crew.seat_of(&self.steps.protocol().worker()) else {
            return;
        };
        if let Err(error) = self.fulfil(crew, seat, surveys, hold, place).await {
            warn!(%job, %error, "cannot take up a seat");
        }
    }

    async fn fulfil(
        self: &Arc<Self>,
        crew: CrewAccount,
        seat: u8,
        surveys: Surveys,
        hold: Hold,
        place: Option<OwnedSemaphorePermit>,
    ) -> Result<(), JournalError> {
        let job = &crew.job;
        let sealed = || -> Result<Option<Sealed>, JournalError> { self.steps.journal().sealed(&job.address) };
        match (self.seat_owed(&crew, self.clock.now())?, place) {
            (SeatDuty::Wait, Some(place)) => {
                info!(job = %job.address, seat, "seat resumed, its crew is forming");
                self.sit(job, None, surveys, hold, place).await;
            }
            (SeatDuty::Compute, Some(place)) => {
                info!(job = %job.address, seat, deadline = job.deadline, "seat resumed");
                self.work(crew, None, hold, place).await;
            }
            (SeatDuty::Commit, _) => {
                if let Some(sealed) = sealed()? {
                    self.commit(job, seat, &sealed).await;
                }
            }
            (SeatDuty::Reveal, _) => {
                if let Some(sealed) = sealed()? {
                    self.reveal(&crew, seat, &sealed).await;
                }
            }
            (SeatDuty::SubmitPart, _) => {
                if let Some(attestation) = self.steps.journal().result(&job.address, job.attempt)? {
                    self.submit_part(job, seat, attestation).await;
                }
            }
            (SeatDuty::HandBack, _) => {
                self.hand_back(job, Action::QuitSeat { seat }, "too little time is left").await;
            }
            (SeatDuty::Settle, _) => {
                self.clean_up(job).await;
                self.order(Order { job: crew.job, hold, errand: Errand::Settle }).await;
            }
            _ => {}
        }
        Ok(())
    }
}
