//! The counts.

use std::{
    sync::atomic::{AtomicI64, AtomicU64},
    time::Duration,
};

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge},
    registry::{Registry, Unit},
};

use crate::chain::Survey;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByEnding {
    ending: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByReason {
    reason: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByStep {
    step: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByStage {
    stage: &'static str,
}

type Number = Gauge<i64, AtomicI64>;

pub(super) struct Metrics {
    registry: Registry,
    jobs: Family<ByEnding, Counter>,
    refusals: Family<ByReason, Counter>,
    failures: Family<ByStep, Counter>,
    votes: Family<ByStage, Counter>,
    computing: Counter<f64, AtomicU64>,
    in_hand: Number,
    open: Number,
    held: Number,
    device: Number,
    chain_time: Number,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("furnace_worker"),
            jobs: Family::default(),
            refusals: Family::default(),
            failures: Family::default(),
            votes: Family::default(),
            computing: Counter::default(),
            in_hand: Number::default(),
            open: Number::default(),
            held: Number::default(),
            device: Number::default(),
            chain_time: Number::default(),
        };
        let registry = &mut metrics.registry;
        registry.register("jobs", "Jobs by how they ended here", metrics.jobs.clone());
        registry.register("refusals", "Jobs left to others, by reason", metrics.refusals.clone());
        registry.register("step_failures", "Steps on chain that failed", metrics.failures.clone());
        registry.register("votes", "Votes on results of others, by how far they came", metrics.votes.clone());
        registry.register_with_unit("computing", "Time spent computing", Unit::Seconds, metrics.computing.clone());
        registry.register("jobs_in_hand", "Jobs being worked on", metrics.in_hand.clone());
        registry.register("jobs_open", "Jobs on chain that wait for a claim", metrics.open.clone());
        registry.register("jobs_held", "Jobs this worker holds on chain, review included", metrics.held.clone());
        registry.register("device_healthy", "One while the device computes right", metrics.device.clone());
        registry.register("chain_time_seconds", "The chain's time when it was last read", metrics.chain_time.clone());
        metrics.device.set(1);
        metrics
    }

    pub(super) fn ended(&self, ending: &'static str) {
        self.jobs.get_or_create(&ByEnding { ending }).inc();
    }

    pub(super) fn refused(&self, reason: &'static str) {
        self.refusals.get_or_create(&ByReason { reason }).inc();
    }

    pub(super) fn failed(&self, step: &'static str) {
        self.failures.get_or_create(&ByStep { step }).inc();
    }

    pub(super) fn voted(&self, stage: &'static str) {
        self.votes.get_or_create(&ByStage { stage }).inc();
    }

    pub(super) fn reached(&self, now: i64) {
        self.chain_time.set(now);
    }

    pub(super) fn computed(&self, time: Duration) {
        self.computing.inc_by(time.as_secs_f64());
    }

    pub(super) fn in_hand(&self, jobs: usize) {
        self.in_hand.set(number(jobs));
    }

    pub(super) fn device(&self, healthy: bool) {
        self.device.set(i64::from(healthy));
    }

    pub(super) fn surveyed(&self, survey: &Survey) {
        self.open.set(number(survey.open.len()));
        self.held.set(number(survey.held.len()));
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a text cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
