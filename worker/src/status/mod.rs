//! What can be seen of a worker from outside: counts for Prometheus, and whether it is well.

mod http;
mod metrics;

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use serde::Serialize;
use tokio::time::Instant;

pub use http::serve;

use crate::{chain::Survey, journal::Step};
use metrics::Metrics;

/// How a job ended here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// Its result is attested.
    Submitted,
    /// It was handed back.
    HandedBack,
    /// Another worker was faster.
    Lost,
    /// Its deadline passed.
    Missed,
    /// It was settled by this worker.
    Settled,
    /// A committee found its result wrong.
    Convicted,
}

impl Ending {
    fn name(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::HandedBack => "handed_back",
            Self::Lost => "lost",
            Self::Missed => "missed",
            Self::Settled => "settled",
            Self::Convicted => "convicted",
        }
    }
}

/// Counts and state of one worker; cheap to clone.
#[derive(Clone)]
pub struct Status {
    metrics: Arc<Metrics>,
    health: Arc<Mutex<Seen>>,
    patience: Duration,
}

struct Seen {
    device: bool,
    chain: Option<Instant>,
}

/// Whether a worker is well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Health {
    /// The device computes right.
    pub device: bool,
    /// The chain was reached lately.
    pub chain: bool,
}

impl Health {
    /// Whether everything is.
    pub fn is_well(self) -> bool {
        self.device && self.chain
    }
}

impl Status {
    /// A worker that has done nothing yet. A chain that was not reached for `patience` counts as out of reach.
    pub fn new(patience: Duration) -> Self {
        let health = Seen { device: true, chain: None };
        Self { metrics: Arc::new(Metrics::new()), health: Arc::new(Mutex::new(health)), patience }
    }

    /// Counts how a job ended.
    pub fn ended(&self, ending: Ending) {
        self.metrics.ended(ending.name());
    }

    /// Counts a job that was left to others.
    pub fn refused(&self, reason: &'static str) {
        self.metrics.refused(reason);
    }

    /// Counts a step on chain that failed.
    pub fn failed(&self, step: Step) {
        self.metrics.failed(step.name());
    }

    /// Counts time spent computing.
    pub fn computed(&self, time: Duration) {
        self.metrics.computed(time);
    }

    /// Notes how many jobs are being worked on.
    pub fn in_hand(&self, jobs: usize) {
        self.metrics.in_hand(jobs);
    }

    /// Notes whether the device is well.
    pub fn device(&self, healthy: bool) {
        self.seen().device = healthy;
        self.metrics.device(healthy);
    }

    /// Counts how far a vote on a result of others came.
    pub fn voted(&self, stage: &'static str) {
        self.metrics.voted(stage);
    }

    /// Notes that the chain was reached, and its time, unix seconds.
    pub fn reached(&self, now: i64) {
        self.seen().chain = Some(Instant::now());
        self.metrics.reached(now);
    }

    /// Notes what the chain showed.
    pub fn surveyed(&self, survey: &Survey) {
        self.reached(survey.now);
        self.metrics.surveyed(survey);
    }

    /// Whether the worker is well.
    pub fn health(&self) -> Health {
        let seen = self.seen();
        let chain = seen.chain.is_some_and(|at| at.elapsed() <= self.patience);
        Health { device: seen.device, chain }
    }

    /// All counts in the text format of Prometheus.
    pub fn text(&self) -> String {
        self.metrics.text()
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{empty_survey, job_account};

    #[test]
    fn health_follows_device_and_chain() {
        let status = Status::new(Duration::from_secs(10));
        assert!(!status.health().is_well());
        let survey = Survey { open: vec![job_account(1)], ..empty_survey(5) };
        status.surveyed(&survey);
        assert!(status.health().is_well());
        status.device(false);
        assert_eq!(status.health(), Health { device: false, chain: true });
        status.device(true);
        assert!(status.health().is_well());

        let impatient = Status::new(Duration::ZERO);
        impatient.surveyed(&survey);
        std::thread::sleep(Duration::from_millis(1));
        assert_eq!(impatient.health(), Health { device: true, chain: false });
    }

    #[test]
    fn counts_appear_in_the_text() {
        let status = Status::new(Duration::from_secs(10));
        status.ended(Ending::Submitted);
        status.ended(Ending::Submitted);
        status.refused("too_slow");
        status.failed(Step::Claim);
        status.voted("shown");
        let text = status.text();
        for line in [
            "furnace_worker_jobs_total{ending=\"submitted\"} 2",
            "furnace_worker_refusals_total{reason=\"too_slow\"} 1",
            "furnace_worker_step_failures_total{step=\"claim\"} 1",
            "furnace_worker_votes_total{stage=\"shown\"} 1",
        ] {
            assert!(text.contains(line), "{text}");
        }
    }
}
