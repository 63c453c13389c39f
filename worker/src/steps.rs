//! Steps on chain by way of the journal: written down, taken, compared with what the chain shows, concluded.

use std::{sync::Arc, time::Duration};

use furnace_client::chain::ChainError;
use solana_address::Address;
use thiserror::Error;
use tracing::{debug, info, warn};

use crate::{
    chain::{Attestation, Checkpoint, JobAccount, Protocol},
    journal::{Journal, JournalError, Outcome, Step},
    reconcile,
    status::Status,
};

const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(15);

/// A step with all that it says.
#[derive(Clone, Copy, Debug)]
pub enum Action {
    /// Takes an open job.
    Claim,
    /// Begins the work.
    Start {
        /// From how many checkpoints of others.
        from: u8,
    },
    /// Records a state from which others can go on.
    Checkpoint(Checkpoint),
    /// Attests to the result.
    Submit(Attestation),
    /// Hands the job back.
    Quit,
    /// Settles after the review.
    Settle,
}

impl Action {
    /// The step it is.
    pub fn step(&self) -> Step {
        match self {
            Self::Claim => Step::Claim,
            Self::Start { .. } => Step::Start,
            Self::Checkpoint(checkpoint) => Step::Checkpoint(checkpoint.sequence),
            Self::Submit(_) => Step::Submit,
            Self::Quit => Step::Quit,
            Self::Settle => Step::Settle,
        }
    }
}

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
    pub async fn take(&self, job: &Address, action: Action) -> Result<(), StepError> {
        let step = action.step();
        let intent = self.journal.intend(job, step)?;
        let error = match self.send(job, action).await {
            Ok(signature) => {
                self.journal.sent(intent, &signature)?;
                self.journal.conclude(intent, Outcome::Done, "")?;
                debug!(%job, %step, %signature, "step taken");
                return Ok(());
            }
            Err(error) => error,
        };
        self.status.failed(step);
        if let ChainError::Unconfirmed { signature, .. } = &error {
            self.journal.sent(intent, signature)?;
        }
        // Left without an outcome while the chain cannot be asked; the next start asks again.
        let Ok(shown) = self.protocol.job(job).await else {
            return Err(StepError::Unknown(error));
        };
        let outcome = reconcile::outcome(step, shown.as_ref(), &self.protocol.worker());
        self.journal.conclude(intent, outcome, &error.to_string())?;
        match outcome {
            Outcome::Done => Ok(()),
            Outcome::NotDone if error.is_transient() => Err(StepError::Unknown(error)),
            Outcome::NotDone => Err(StepError::Refused(error)),
        }
    }

    /// Takes a step again and again while trying may help and `go_on` says so.
    pub async fn insist(&self, job: &Address, action: Action, go_on: impl Fn() -> bool) -> Result<(), StepError> {
        let mut wait = FIRST_WAIT;
        loop {
            match self.take(job, action).await {
                Err(error) if error.is_transient() && go_on() => {
                    warn!(%job, step = %action.step(), %error, "trying a step again in {wait:?}");
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(LONGEST_WAIT);
                }
                other => return other,
            }
        }
    }

    /// Reads a job again and again while `go_on` says so.
    pub async fn read(&self, job: &Address, go_on: impl Fn() -> bool) -> Result<Option<JobAccount>, ChainError> {
        let mut wait = FIRST_WAIT;
        loop {
            match self.protocol.job(job).await {
                Err(error) if error.is_transient() && go_on() => {
                    warn!(%job, %error, "reading a job again in {wait:?}");
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
            let shown = self.protocol.job(&intent.job).await.map_err(StepError::Unknown)?;
            let outcome = reconcile::outcome(intent.step, shown.as_ref(), &self.protocol.worker());
            self.journal.conclude(intent.id, outcome, "found after a restart")?;
            info!(job = %intent.job, step = %intent.step, ?outcome, "a cut-off step was looked up on chain");
        }
        Ok(())
    }

    async fn send(&self, job: &Address, action: Action) -> Result<solana_signature::Signature, ChainError> {
        match action {
            Action::Claim => self.protocol.claim(job).await,
            Action::Start { from } => self.protocol.start(job, from).await,
            Action::Checkpoint(checkpoint) => self.protocol.checkpoint(job, checkpoint).await,
            Action::Submit(attestation) => self.protocol.submit(job, attestation).await,
            Action::Quit => self.protocol.quit(job).await,
            Action::Settle => self.protocol.settle(job).await,
        }
    }
}
