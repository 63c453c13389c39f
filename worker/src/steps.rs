//! Steps on chain by way of the journal: written down, taken, compared with what the chain shows, concluded.

use std::{sync::Arc, time::Duration};

use furnace_client::chain::ChainError;
use solana_address::Address;
use thiserror::Error;
use tracing::{debug, info, warn};

use crate::{
    chain::{Action, CrewAccount, JobAccount, Protocol},
    journal::{Journal, JournalError, Outcome, Step, Subject},
    reconcile,
    status::Status,
};

const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(15);

/// Why a step was not taken.
#[derive(Debug, Error)]
pub enum StepError {
    /// The chain does not show it, and trying again would not help.
    #[error("{0}")]
    Refused(ChainError),
    /// Whether it was taken cannot be known now.
    #[error("{0}")]
    Unknown(ChainError),
    /// It could not be written down, so it was not tried or not concluded.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl StepError {
    /// Whether trying again may help.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }
}

/// Takes steps for one worker.
pub struct Steps {
    protocol: Arc<dyn Protocol>,
    journal: Arc<Journal>,
    status: Status,
}

impl Steps {
    /// Steps over a chain and a journal.
    pub fn new(protocol: Arc<dyn Protocol>, journal: Arc<Journal>, status: Status) -> Self {
        Self { protocol, journal, status }
    }

    /// The chain.
    pub fn protocol(&self) -> &dyn Protocol {
        self.protocol.as_ref()
    }

    /// The journal.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Takes a step once. An error says that the chain did not show it taken.
    pub async fn take(&self, order: &Address, action: Action) -> Result<(), StepError> {
        let step = action.step();
        let intent = self.journal.intend(order, step)?;
        let error = match self.protocol.take(order, &action).await {
            Ok(signature) => {
                self.journal.sent(intent, &signature)?;
                self.journal.conclude(intent, Outcome::Done, "")?;
                debug!(%order, %step, %signature, "step taken");
                return Ok(());
            }
            Err(error) => error,
        };
        self.status.failed(step);
        if let ChainError::Unconfirmed { signature, .. } = &error {
            self.journal.sent(intent, signature)?;
        }
        // Left without an outcome while the chain cannot be asked; the next start asks again.
        let Ok(outcome) = self.look_up(order, step).await else {
            return Err(StepError::Unknown(error));
        };
        self.journal.conclude(intent, outcome, &error.to_string())?;
        match outcome {
            Outcome::Done => Ok(()),
            Outcome::NotDone if error.is_transient() => Err(StepError::Unknown(error)),
            Outcome::NotDone => Err(StepError::Refused(error)),
        }
    }

    /// Takes a step again and again while trying may help and `go_on` says so.
    pub async fn insist(&self, order: &Address, action: Action, go_on: impl Fn() -> bool) -> Result<(), StepError> {
        let mut wait = FIRST_WAIT;
        loop {
            match self.take(order, action).await {
                Err(error) if error.is_transient() && go_on() => {
                    warn!(%order, step = %action.step(), %error, "trying a step again in {wait:?}");
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(LONGEST_WAIT);
                }
                other => return other,
            }
        }
    }

    /// Reads a job again and again while `go_on` says so.
    pub async fn read(&self, job: &Address, go_on: impl Fn() -> bool) -> Result<Option<JobAccount>, ChainError> {
        self.ask(job, || self.protocol.job(job), go_on).await
    }

    /// Reads the crew of a job again and again while `go_on` says so.
    pub async fn read_crew(&self, job: &Address, go_on: impl Fn() -> bool) -> Result<Option<CrewAccount>, ChainError> {
        self.ask(job, || self.protocol.crew(job), go_on).await
    }

    /// Asks the chain about an order again and again while `go_on` says so.
    pub async fn ask<T, F: Future<Output = Result<T, ChainError>>>(
        &self,
        order: &Address,
        question: impl Fn() -> F,
        go_on: impl Fn() -> bool,
    ) -> Result<T, ChainError> {
        let mut wait = FIRST_WAIT;
        loop {
            match question().await {
                Err(error) if error.is_transient() && go_on() => {
                    warn!(%order, %error, "asking the chain again in {wait:?}");
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(LONGEST_WAIT);
                }
                other => return other,
            }
        }
    }

    /// Concludes the steps that an earlier run was cut off in, by what the chain shows now.
    pub async fn conclude_old(&self) -> Result<(), StepError> {
        for intent in self.journal.unconcluded()? {
            let outcome = self.look_up(&intent.order, intent.step).await.map_err(StepError::Unknown)?;
            self.journal.conclude(intent.id, outcome, "found after a restart")?;
            info!(order = %intent.order, step = %intent.step, ?outcome, "a cut-off step was looked up on chain");
        }
        Ok(())
    }

    /// How a step ended, by what the chain shows now.
    async fn look_up(&self, order: &Address, step: Step) -> Result<Outcome, ChainError> {
        let (chain, worker) = (&self.protocol, self.protocol.worker());
        Ok(match step.subject() {
            Subject::Job => reconcile::outcome(step, chain.job(order).await?.as_ref(), &worker),
            Subject::Bids => reconcile::bid_outcome(step, chain.auction(order).await?.as_ref()),
            Subject::Seat => reconcile::seat_outcome(step, chain.crew(order).await?.as_ref(), &worker),
            Subject::Lease => reconcile::lease_outcome(step, chain.lease(order).await?.as_ref(), &worker),
        })
    }
}
