//! Which orders to take: a pure function of the order, its spec, the device, the worker's standing and the
//! operator's policy.

mod auction;
mod crew;
mod effort;
mod lease;
mod refusal;
mod standing;

#[cfg(test)]
mod tests;

use std::time::Duration;

use furnace_client::{
    accounts::JobState,
    artifacts::Location,
    heat::Heat,
    spec::{JobSpec, Kernel},
};
use solana_address::Address;

pub use effort::{Effort, Speed, output_bytes};
pub use refusal::Refusal;

use crate::{
    chain::{Admission, JobAccount, Standing},
    config::{Limits, PolicyConfig},
};
use standing::judge_worker;

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
    /// Whether others can reach this machine, as gangs and leases need.
    pub reachable: bool,
    /// Whether this worker has handed the order back before.
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

    /// Decides on a job for one worker as far as its account alone allows, so that most specs need not be fetched.
    pub fn judge_terms(&self, job: &JobAccount, around: &Surroundings<'_>) -> Result<(), Refusal> {
        ensure(!job.admission.auctioned, || Refusal::Auctioned)?;
        ensure(!job.admission.crew, || Refusal::ForACrew)?;
        self.judge_job(job, around)
    }

    /// Decides on a job, however many do it and whatever its price turns out to be.
    fn judge_job(&self, job: &JobAccount, around: &Surroundings<'_>) -> Result<(), Refusal> {
        let &Surroundings { now, worker, .. } = around;
        ensure(job.state == JobState::Open, || Refusal::NotOpen)?;
        ensure(now <= job.expires_at, || Refusal::ClaimOver)?;
        let Admission { designated, drawing, .. } = job.admission;
        ensure(designated.is_none_or(|only| only == worker), || Refusal::NotDesignated)?;
        ensure(drawing.is_none_or(|drawing| drawing.admits(&job.address, &worker, now)), || Refusal::NotDrawn)?;
        judge_worker(job.needs, job.collateral, around)?;
        self.judge_market(&job.market, job.collateral)?;
        judge_price(job.price, self.least_price(job), job.in_dollars)?;
        let (given, least) = (Duration::from_secs(u64::from(job.max_seconds)), self.rules.min_time);
        ensure(given >= least, || Refusal::TimeTooShort { given, least })?;
        self.judge_store(&job.store_uri).map(|_| ())
    }

    fn judge_market(&self, market: &Address, collateral: Heat) -> Result<(), Refusal> {
        let rules = &self.rules;
        let listed = rules.markets.is_empty() || rules.markets.iter().any(|listed| **listed == *market);
        ensure(listed, || Refusal::MarketNotListed(*market))?;
        let most = *rules.max_collateral;
        ensure(collateral <= most, || Refusal::CollateralTooHigh { collateral, most })
    }

    /// What a job must pay at least.
    fn least_price(&self, job: &JobAccount) -> Heat {
        let per_second = self.rules.min_price_per_second.0.0.saturating_mul(u64::from(job.max_seconds));
        Heat(self.rules.min_price.0.0.max(per_second))
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
        self.judge_kernel(spec)?;
        self.judge_speed(job, spec.kernel(), device)
    }

    /// Decides on a spec, however long it takes.
    pub fn judge_kernel(&self, spec: &JobSpec) -> Result<(), Refusal> {
        let kernel = spec.kernel();
        let listed = self.rules.kernels.iter().any(|name| name.as_str() == kernel.name());
        ensure(listed, || Refusal::KernelNotListed(kernel.name()))?;
        let input = spec.inputs().iter().fold(0, |sum: u64, input| sum.saturating_add(input.bytes));
        ensure(input <= self.limits.max_input_bytes, || Refusal::InputTooLarge(input))?;
        let output = output_bytes(kernel);
        ensure(output <= self.limits.max_output_bytes, || Refusal::OutputTooLarge(output))
    }

    /// The kernels that may be run, by their names in specs.
    pub fn kernels(&self) -> impl Iterator<Item = &'static str> {
        self.rules.kernels.iter().map(|name| name.as_str())
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

/// Whether a price is one that the operator takes.
fn judge_price(price: Heat, least: Heat, in_dollars: bool) -> Result<(), Refusal> {
    // What a dollar is worth in HEAT changes; an operator that asks for nothing need not know.
    ensure(!in_dollars || least == Heat(0), || Refusal::PriceInDollars)?;
    ensure(price >= least, || Refusal::PriceTooLow { price, least })
}

fn ensure(holds: bool, refusal: impl FnOnce() -> Refusal) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(refusal()) }
}
