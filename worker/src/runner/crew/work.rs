//! Doing the part of one seat.

use std::{sync::Arc, time::Duration};

use furnace_client::{accounts::JobState, artifacts::Store};
use furnace_common::state::{CrewKind, SeatState};
use solana_address::Address;
use tokio::sync::OwnedSemaphorePermit;
use tracing::{info, warn};

use super::Workshop;
use crate::{
    chain::{Action, Attestation, CrewAccount, JobAccount, Sealed},
    executor::Checkpoints,
    runner::{
        Hold,
        compute::Unfinished,
        fetch::{FetchError, Fetched},
    },
};

/// How long a member that lost its gang waits for another to end it.
const PATIENCE: Duration = Duration::from_secs(10);
/// What a member attests that could not do its part because of others.
const PARTED: i32 = 1;
/// Between two looks at whether it has.
const LOOK: Duration = Duration::from_secs(1);

impl Workshop {
    /// Does the own part of a crew at work, and delivers it or hands the seat back.
    pub(super) async fn work(
        self: &Arc<Self>,
        crew: CrewAccount,
        fetched: Option<Fetched>,
        _hold: Hold,
        place: OwnedSemaphorePermit,
    ) {
        let (job, worker) = (&crew.job, self.steps.protocol().worker());
        let Some((seat, _)) = crew.seat_of(&worker) else {
            return;
        };
        let unfinished = match crew.kind {
            CrewKind::Replicas => match self.replicate(job, fetched).await {
                Ok(sealed) => {
                    drop(place);
                    return self.commit(job, seat, &sealed).await;
                }
                Err(unfinished) => unfinished,
            },
            CrewKind::Gang => match self.do_part(&crew, seat, fetched).await {
                Ok(attestation) => {
                    drop(place);
                    return self.submit_part(job, seat, attestation).await;
                }
                Err(unfinished) => unfinished,
            },
            CrewKind::Solo => Unfinished::Abandoned("it is for one worker".to_owned()),
        };
        let Unfinished::Parted(reason) = &unfinished else {
            return self.fall_short(job, unfinished, Action::QuitSeat { seat }).await;
        };
        if self.is_ended_by_another(job, seat).await {
            info!(job = %job.address, "the gang has ended");
            return self.clean_up(job).await;
        }
        if self.is_last(job, &worker).await {
            return self.fall_short(job, unfinished, Action::QuitSeat { seat }).await;
        }
        match self.excuse(job, reason).await {
            Ok(attestation) => {
                drop(place);
                let kept = self.steps.journal().keep_result(&job.address, job.attempt, &attestation);
                let attestation = kept.unwrap_or_else(|error| {
                    warn!(job = %job.address, %error, "the journal cannot note an attestation");
                    attestation
                });
                warn!(job = %job.address, reason, "attesting that the gang came apart");
                self.submit_part(job, seat, attestation).await;
            }
            Err(_) => self.fall_short(job, unfinished, Action::QuitSeat { seat }).await,
        }
    }

    /// What a member attests instead of its part when others stay away: then who is late is punished, and it is not. To
    /// hand the seat back would free them, at its own cost.
    async fn excuse(&self, job: &JobAccount, reason: &str) -> Result<Attestation, FetchError> {
        let store = Store::at(self.policy.judge_store(&job.store_uri)?)?;
        let said = store.put(format!("The gang came apart: {reason}\n").into_bytes()).await?;
        Ok(Attestation { result: said, log: said, exit_code: PARTED })
    }

    /// Computes alone, and seals the result.
    async fn replicate(&self, job: &JobAccount, fetched: Option<Fetched>) -> Result<Sealed, Unfinished> {
        let Fetched { spec, workload, .. } = self.ready(job, fetched).await?;
        let run = self.run(job, workload, self.no_checkpoints(), None).await?;
        self.seal(job, &spec, &run).await.map_err(|error| Unfinished::Failed(error.to_string()))
    }

    /// Computes with the others, and stores the own part.
    async fn do_part(&self, crew: &CrewAccount, rank: u8, fetched: Option<Fetched>) -> Result<Attestation, Unfinished> {
        let job = &crew.job;
        let Fetched { spec, store, workload } = self.ready(job, fetched).await?;
        let gang = self.meet(crew, rank).await?;
        let run = self.run(job, workload, self.no_checkpoints(), Some(gang)).await?;
        self.keep(job, &spec, &store, &run).await
    }

    async fn ready(&self, job: &JobAccount, fetched: Option<Fetched>) -> Result<Fetched, Unfinished> {
        match fetched {
            Some(fetched) => Ok(fetched),
            None => self.fetch_again(job).await,
        }
    }

    /// The chain records none of a crew: snapshots go nowhere.
    fn no_checkpoints(&self) -> Checkpoints {
        Checkpoints::new(self.settings.checkpoint_steps).0
    }

    /// Whether the job of a crew ends within a while, as long as there is time to hand it back. Higher ranks wait longer,
    /// so that not all do the same at once.
    async fn is_ended_by_another(&self, job: &JobAccount, rank: u8) -> bool {
        tokio::select! {
            () = self.end_of(job) => true,
            () = self.deadline(job) => false,
            () = tokio::time::sleep(PATIENCE + LOOK * 5 * u32::from(rank)) => false,
        }
    }

    /// Whether all others have attested: one more part would make a result of it that the client pays for.
    async fn is_last(&self, job: &JobAccount, worker: &Address) -> bool {
        let shown = self.steps.protocol().crew(&job.address).await.ok().flatten();
        let others = |crew: CrewAccount| crew.seats.into_iter().filter(|seat| seat.worker != *worker);
        shown.is_some_and(|crew| others(crew).all(|seat| seat.state == SeatState::Submitted))
    }

    /// Resolves when a job at work has ended.
    pub(super) async fn end_of(&self, job: &JobAccount) {
        loop {
            if let Ok(shown) = self.steps.protocol().job(&job.address).await
                && shown.is_none_or(|job| job.state != JobState::Running)
            {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}
