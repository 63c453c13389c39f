//! Joining a crew: the only step that others compete for.

use std::sync::Arc;

use furnace_client::chain::ChainError;
use furnace_common::state::CrewKind;
use tokio::sync::OwnedSemaphorePermit;
use tracing::{debug, info};

use super::{Surveys, Verdict, Workshop};
use crate::{
    chain::{Action, CrewAccount},
    runner::{
        Hold,
        fetch::{FetchError, Fetched},
    },
    status::Ending,
};

impl Workshop {
    /// Tries to get a seat, and keeps its place until the own part is delivered.
    pub(super) async fn join(
        self: Arc<Self>,
        crew: CrewAccount,
        surveys: Surveys,
        hold: Hold,
        place: OwnedSemaphorePermit,
    ) -> Verdict {
        let job = crew.job.address;
        debug!(%job, "looking at a crew");
        let fetched = tokio::select! {
            biased;
            () = self.closing.cancelled() => return Verdict::Done,
            fetched = self.fetch_for(&crew) => fetched,
        };
        let joined = match fetched {
            Ok(fetched) => self.take_seat(&crew).await.map(|joined| joined.then_some(fetched)),
            Err(reason) => Err(reason),
        };
        match joined {
            Ok(Some(fetched)) => {
                self.sit(&crew.job, Some(fetched), surveys, hold, place).await;
                Verdict::Done
            }
            Ok(None) => {
                self.clean_up(&crew.job).await;
                self.status.ended(Ending::Lost);
                info!(%job, "seat lost, others were faster");
                Verdict::Done
            }
            Err(reason) => {
                self.clean_up(&crew.job).await;
                Verdict::Unfit(job, reason)
            }
        }
    }

    /// Fetches and checks what a crew computes, also whether so many can.
    async fn fetch_for(&self, crew: &CrewAccount) -> Result<Fetched, FetchError> {
        let fetched = self.fetch(&crew.job).await?;
        if crew.kind == CrewKind::Gang {
            fetched.workload.admit_gang(crew.size)?;
        }
        Ok(fetched)
    }

    /// Whether this worker got a seat.
    async fn take_seat(&self, crew: &CrewAccount) -> Result<bool, FetchError> {
        let (job, chain) = (&crew.job.address, self.steps.protocol());
        let unknown = |error: ChainError| FetchError::Claim(error.to_string());
        // Fetching took a while; the crew may be complete by now.
        if !chain.crew(job).await.map_err(unknown)?.is_some_and(|now| now.is_forming()) {
            return Ok(false);
        }
        let taken = self.steps.take(job, Action::Join).await;
        let shown = self.steps.read_crew(job, || !self.closing.is_cancelled()).await.map_err(unknown)?;
        let seat = shown.as_ref().and_then(|crew| crew.seat_of(&chain.worker()));
        match (taken, seat) {
            (_, Some((rank, _))) => {
                info!(%job, rank, size = crew.size, expires_at = crew.job.expires_at, "seat taken");
                Ok(true)
            }
            (Err(error), None) if shown.as_ref().is_some_and(CrewAccount::is_forming) => {
                Err(FetchError::Claim(error.to_string()))
            }
            _ => Ok(false),
        }
    }
}
