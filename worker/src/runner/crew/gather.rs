//! Waiting until a crew is complete.

use std::sync::Arc;

use solana_address::Address;
use tokio::sync::OwnedSemaphorePermit;
use tracing::{info, warn};

use super::{Surveys, Workshop};
use crate::{
    chain::{CrewAccount, JobAccount},
    reconcile::SeatDuty,
    runner::{Hold, fetch::Fetched},
};

impl Workshop {
    /// Keeps a seat until its crew is complete, and then does its part.
    pub(super) async fn sit(
        self: &Arc<Self>,
        job: &JobAccount,
        fetched: Option<Fetched>,
        surveys: Surveys,
        hold: Hold,
        place: OwnedSemaphorePermit,
    ) {
        match self.until_complete(&job.address, surveys).await {
            Some(crew) => self.work(crew, fetched, hold, place).await,
            None => self.clean_up(job).await,
        }
    }

    /// The crew once it is at work; `None` where that will not be, or not while this worker runs.
    async fn until_complete(&self, job: &Address, mut surveys: Surveys) -> Option<CrewAccount> {
        loop {
            // A survey may be older than the seat, and a crew that has ended may be gone altogether.
            let seen = surveys.borrow_and_update().as_ref().and_then(|survey| {
                survey.crews.iter().find(|crew| crew.job.address == *job && self.is_seated(crew)).cloned()
            });
            let crew = match seen {
                Some(crew) => Ok(Some(crew)),
                None => self.steps.protocol().crew(job).await,
            };
            match crew {
                Ok(crew) => match crew.map(|crew| (self.seat_owed(&crew, self.clock.now()), crew)) {
                    Some((Ok(SeatDuty::Wait), _)) => {}
                    Some((Ok(SeatDuty::Compute), crew)) => {
                        info!(%job, size = crew.size, deadline = crew.job.deadline, "crew complete");
                        return Some(crew);
                    }
                    _ => return None,
                },
                Err(error) => warn!(%job, %error, "cannot look at a crew"),
            }
            tokio::select! {
                biased;
                () = self.closing.cancelled() => {
                    // The programs know no way out of a crew that is forming.
                    warn!(%job, "leaving a seat that is still taken: once its crew is complete its part is due");
                    return None;
                }
                changed = surveys.changed() => changed.ok()?,
            }
        }
    }

    fn is_seated(&self, crew: &CrewAccount) -> bool {
        crew.seat_of(&self.steps.protocol().worker()).is_some()
    }
}
