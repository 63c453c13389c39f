//! Which jobs to take: a pure function of the job, its spec, the device, the worker's standing and the
//! operator's policy.

mod effort;
mod refusal;

#[cfg(test)]
mod tests;

use std::time::Duration;

use furnace_client::{
    accounts::JobState,
    artifacts::Location,
    heat::Heat,
    spec::{JobSpec, Kernel},
};
use furnace_common::stake;
use solana_address::Address;

pub use effort::{Effort, Speed, output_bytes};
pub use refusal::Refusal;

use crate::{
    chain::{Admission, JobAccount, Standing},
    config::{Limits, PolicyConfig},
};

/// What the device can do now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DeviceState {
    /// Whether it computes right.
    pub healthy: bool,
    /// How fast it is, once measured.
    pub speed: Option<Speed>,
}

/// What a decision depends on besides the job and the policy.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// The chain's time, unix seconds.
    pub now: i64,
    /// How the worker stands on chain.
    pub standing: &'a Standing,
    /// The device.
    pub device: DeviceState,
    /// This worker's address on chain.
    pub worker: Address,
    /// Whether this worker has handed the job back before.
    pub gave_up_before: bool,
}

/// The operator's rules.
#[derive(Clone, Debug)]
pub struct Policy {
    rules: PolicyConfig,
    limits: Limits,
}

impl Policy {
    /// A policy from its configuration.
    pub fn new(rules: PolicyConfig, limits: Limits) -> Self {
        Self { rules, limits }
    }

    /// Whether states that other workers computed are gone on from.
    pub fn trusts_checkpoints(&self) -> bool {
        self.rules.trust_checkpoints
    }

    /// Decides on a job whose spec is known.
    pub fn decide(&self, job: &JobAccount, spec: &JobSpec, around: &Surroundings<'_>) -> Result<(), Refusal> {
        self.judge_terms(job, around)?;
        self.judge_spec(job, spec, around.device)
    }

    /// Decides as far as the job's account alone allows, so that most specs need not be fetched.
    pub fn judge_terms(&self, job: &JobAccount, around: &Surroundings<'_>) -> Result<(), Refusal> {
        let Surroundings { now, standing, device, worker, gave_up_before } = *around;
        ensure(job.state == JobState::Open, || Refusal::NotOpen)?;
        ensure(now <= job.expires_at, || Refusal::ClaimOver)?;
        judge_admission(job, &worker, now)?;
        ensure(!gave_up_before, || Refusal::GaveUpBefore)?;
        ensure(device.healthy, || Refusal::DeviceUnwell)?;
        judge_standing(job, standing)?;
        self.judge_offer(job)
    }

    fn judge_offer(&self, job: &JobAccount) -> Result<(), Refusal> {
        let rules = &self.rules;
        let listed = rules.markets.is_empty() || rules.markets.iter().any(|market| **market == job.market);
        ensure(listed, || Refusal::MarketNotListed(job.market))?;
        let per_second = rules.min_price_per_second.0.0.saturating_mul(u64::from(job.max_seconds));
        let least = Heat(rules.min_price.0.0.max(per_second));
        // What a dollar is worth in HEAT changes; an operator that asks for nothing need not know.
        ensure(!job.in_dollars || least == Heat(0), || Refusal::PriceInDollars)?;
        ensure(job.price >= least, || Refusal::PriceTooLow { price: job.price, least })?;
        let most = *rules.max_collateral;
        ensure(job.collateral <= most, || Refusal::CollateralTooHigh { collateral: job.collateral, most })?;
        let given = Duration::from_secs(u64::from(job.max_seconds));
        ensure(given >= rules.min_time, || Refusal::TimeTooShort { given, least: rules.min_time })?;
        self.judge_store(&job.store_uri).map(|_| ())
    }

    /// Where the job's store is, if this worker may use it.
    pub fn judge_store(&self, uri: &str) -> Result<Location, Refusal> {
        let refused = || Refusal::StoreNotAllowed(uri.escape_debug().to_string());
        // Text without a scheme would be a path relative to wherever this program runs.
        ensure(uri.contains("://"), refused)?;
        let location: Location = uri.parse().map_err(|_| refused())?;
        ensure(self.rules.stores.iter().any(|prefix| prefix.covers(&location)), refused)?;
        Ok(location)
    }

    /// Decides on the spec of a job whose terms are fine.
    pub fn judge_spec(&self, job: &JobAccount, spec: &JobSpec, device: DeviceState) -> Result<(), Refusal> {
        let kernel = spec.kernel();
        let listed = self.rules.kernels.iter().any(|name| name.as_str() == kernel.name());
        ensure(listed, || Refusal::KernelNotListed(kernel.name()))?;
        let input = spec.inputs().iter().fold(0, |sum: u64, input| sum.saturating_add(input.bytes));
        ensure(input <= self.limits.max_input_bytes, || Refusal::InputTooLarge(input))?;
        let output = output_bytes(kernel);
        ensure(output <= self.limits.max_output_bytes, || Refusal::OutputTooLarge(output))?;
        self.judge_speed(job, kernel, device)
    }

    fn judge_speed(&self, job: &JobAccount, kernel: &Kernel, device: DeviceState) -> Result<(), Refusal> {
        let Some(speed) = device.speed else {
            return Ok(());
        };
        let needed = speed.time_for(Effort::of(kernel)).mul_f64(self.rules.time_margin);
        let given = Duration::from_secs(u64::from(job.max_seconds));
        ensure(needed <= given, || Refusal::TooSlow { needed, given })
    }
}

/// Who may claim, which the programs judge in the same way.
fn judge_admission(job: &JobAccount, worker: &Address, now: i64) -> Result<(), Refusal> {
    let Admission { auctioned, crew, designated, drawing } = job.admission;
    ensure(!auctioned, || Refusal::Auctioned)?;
    ensure(!crew, || Refusal::ForACrew)?;
    ensure(designated.is_none_or(|only| only == *worker), || Refusal::NotDesignated)?;
    ensure(drawing.is_none_or(|drawing| drawing.admits(&job.address, worker, now)), || Refusal::NotDrawn)
}

/// What the programs would refuse anyway.
fn judge_standing(job: &JobAccount, standing: &Standing) -> Result<(), Refusal> {
    ensure(!standing.retired, || Refusal::WorkerRetired)?;
    ensure(!standing.is_full(), || Refusal::WorkerFull)?;
    let fits = standing.gpus >= job.min_gpus && standing.vram_gib >= job.min_vram_gib;
    ensure(fits, || Refusal::HardwareTooSmall)?;
    let minimum = stake::minimum(standing.operator_gpus, job.class_multiplier).map_or(Heat(u64::MAX), Heat);
    ensure(standing.stake >= minimum, || Refusal::StakeTooLow { stake: standing.stake, minimum })?;
    ensure(standing.half_own, || Refusal::OwnStakeTooLow)?;
    let free = standing.free();
    ensure(free >= job.collateral, || Refusal::CollateralNotCovered { collateral: job.collateral, free })
}

fn ensure(holds: bool, refusal: impl FnOnce() -> Refusal) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(refusal()) }
}
