//! What must hold between and beyond the types of single keys.

use furnace_common::{
    bps,
    limits::{LEASE_SETTLE_SECONDS, MAX_WORKER_GPUS, MAX_WORKER_JOBS},
    memory::MAX_MIB,
};

use super::{Config, ConfigError};

pub(super) fn check(config: &Config) -> Result<(), ConfigError> {
    let Config { chain, worker, device, policy, limits, run, verify, metrics, .. } = config;
    within("worker.gpus", worker.gpus, 1, MAX_WORKER_GPUS)?;
    within("worker.max_jobs", worker.max_jobs, 1, MAX_WORKER_JOBS)?;
    within("worker.region", worker.region, 0, 31)?;
    let (named, gpus) = (device.select.count(), worker.gpus);
    let reason = format!("names {named} devices, and worker.gpus is {gpus}");
    require(named <= usize::from(gpus), "device.select", &reason)?;
    within("run.jobs_at_once", run.jobs_at_once, 1, worker.max_jobs)?;
    require(!chain.poll.is_zero(), "chain.poll", "must be above zero")?;
    require(!limits.fetch_time.is_zero(), "limits.fetch_time", "must be above zero")?;
    require(!policy.kernels.is_empty(), "policy.kernels", "must name a kernel: render, matmul, training")?;
    require(!policy.stores.is_empty(), "policy.stores", "must name a store, for example https://")?;
    require(policy.bid_step_bps <= bps::ONE, "policy.bid_step_bps", "must be 0 to 10000")?;
    require(run.checkpoint_steps > 0, "run.checkpoint_steps", "must be above zero")?;
    let least = LEASE_SETTLE_SECONDS.unsigned_abs();
    require(run.lease_settle.as_secs() >= least, "run.lease_settle", &format!("must be {least}s or more"))?;
    require((0.05..=0.9).contains(&run.prove_part), "run.prove_part", "must be 0.05 to 0.9")?;
    let mib = run.prove_memory_mib.unwrap_or(0);
    require(mib <= MAX_MIB, "run.prove_memory_mib", &format!("must be at most {MAX_MIB}"))?;
    let margin = policy.time_margin;
    require((1.0..=1000.0).contains(&margin), "policy.time_margin", "must be 1 to 1000")?;
    within("verify.at_once", verify.at_once, 1, u8::MAX)?;
    require(!verify.poll.is_zero(), "verify.poll", "must be above zero")?;
    require(!verify.kernels.is_empty(), "verify.kernels", "must name a kernel: render, matmul, training")?;
    require(
        worker.operator.is_some() || worker.operator_keypair.is_some() || verify.wallet.is_some(),
        "worker.operator",
        "is missing: give the operator's wallet address, or a verifier's as verify.wallet",
    )?;
    require(
        !worker.register || worker.operator_keypair.is_some(),
        "worker.operator_keypair",
        "is missing: registering needs the operator's signature",
    )?;
    require(
        metrics.listen.is_none_or(|address| address.ip().is_loopback()),
        "metrics.listen",
        "must be a loopback address, for example 127.0.0.1:9464",
    )
}

fn require(holds: bool, key: &str, reason: &str) -> Result<(), ConfigError> {
    if holds { Ok(()) } else { Err(ConfigError::key(key, reason)) }
}

fn within(key: &str, value: u8, least: u8, most: u8) -> Result<(), ConfigError> {
    require((least..=most).contains(&value), key, &format!("must be {least} to {most}, is {value}"))
}
