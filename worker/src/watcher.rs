//! The task that looks at the chain: woken by the WebSocket, and by the clock where that is silent.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context;
use furnace_client::chain::ChainError;
use futures::StreamExt;
use tokio::sync::{Notify, watch};
use tracing::{info, warn};

use crate::{
    chain::{ChainClock, Survey},
    registration::Registrar,
    status::Status,
    steps::{StepError, Steps},
    tasks::Stop,
};

const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// A busy network changes all the time; the worker need not look more often than this.
const REST: Duration = Duration::from_millis(400);

/// Surveys, the latest one only.
pub type Surveys = watch::Sender<Option<Arc<Survey>>>;

/// Looks at the chain and hands on what it sees.
pub struct Watcher {
    /// Makes sure that the worker is registered, first of all.
    pub registrar: Arc<dyn Registrar>,
    /// The chain and the journal.
    pub steps: Arc<Steps>,
    /// Where surveys go.
    pub surveys: Surveys,
    /// The chain's time, kept up to date.
    pub clock: Arc<ChainClock>,
    /// Asks for a survey out of turn.
    pub refresh: Arc<Notify>,
    /// Counts.
    pub status: Status,
    /// Longest time between two surveys.
    pub poll: Duration,
}

impl Watcher {
    /// Runs until told to stop. Fails only for what no waiting can cure.
    pub async fn run(self, stop: Stop) -> anyhow::Result<()> {
        tokio::select! {
            biased;
            () = stop.cancelled() => Ok(()),
            outcome = self.watch() => outcome,
        }
    }

    async fn watch(&self) -> anyhow::Result<()> {
        self.prepare().await?;
        let mut wake_ups = self.steps.protocol().wake_ups();
        let mut wait = FIRST_WAIT;
        loop {
            let began = Instant::now();
            let pause = match self.survey().await {
                Ok(()) => {
                    wait = FIRST_WAIT;
                    self.poll
                }
                Err(error) => {
                    warn!(%error, "cannot look at the chain; trying again in {wait:?}");
                    let pause = wait;
                    wait = (wait * 2).min(LONGEST_WAIT);
                    tokio::time::sleep(pause).await;
                    continue;
                }
            };
            tokio::select! {
                _ = wake_ups.next() => {}
                () = self.refresh.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
            tokio::time::sleep(REST.saturating_sub(began.elapsed())).await;
        }
    }

    /// Registers if need be, and concludes what an earlier run was cut off in.
    async fn prepare(&self) -> anyhow::Result<()> {
        let mut wait = FIRST_WAIT;
        loop {
            let reason = match self.registrar.ensure().await {
                Ok(()) => match self.steps.conclude_old().await {
                    Ok(()) => return Ok(()),
                    Err(StepError::Journal(error)) => return Err(error).context("reading the journal"),
                    Err(error) => error.to_string(),
                },
                Err(error) if !error.is_transient() => return Err(error.into()),
                Err(error) => error.to_string(),
            };
            warn!(reason, "the chain cannot be reached; trying again in {wait:?}");
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
    }

    async fn survey(&self) -> Result<(), ChainError> {
        let survey = self.steps.protocol().survey().await?;
        self.clock.set(survey.now);
        self.status.surveyed(&survey);
        let first = self.surveys.send_replace(Some(Arc::new(survey.clone()))).is_none();
        if first {
            let (open, held) = (survey.open.len(), survey.held.len());
            info!(worker = %self.steps.protocol().worker(), open, held, "watching for jobs");
        }
        Ok(())
    }
}
