//! The task that keeps an eye on the devices.

use std::{sync::Arc, time::Duration};

use anyhow::Context;
use tracing::{info, warn};

use super::Accelerator;
use crate::{runner::InHand, status::Status, tasks::Stop};

/// Between two looks while all devices are well.
const WELL: Duration = Duration::from_secs(300);
/// Between two attempts to bring back one that failed.
const UNWELL: Duration = Duration::from_secs(30);
/// How soon a failure is noticed.
const GLANCE: Duration = Duration::from_secs(5);

/// Proves the devices from time to time while no job is in hand, and brings them back after a failure.
pub async fn monitor(
    accelerators: Vec<Arc<Accelerator>>,
    in_hand: InHand,
    status: Status,
    stop: Stop,
) -> anyhow::Result<()> {
    let mut since_check = Duration::ZERO;
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            () = tokio::time::sleep(GLANCE) => {}
        }
        since_check += GLANCE;
        let healthy = accelerators.iter().all(|accelerator| accelerator.state().healthy);
        status.device(healthy);
        let due = if healthy { WELL } else { UNWELL };
        // A device that computes shows by itself whether it works.
        if since_check < due || !in_hand.is_empty() {
            continue;
        }
        since_check = Duration::ZERO;
        let mut all_well = true;
        for accelerator in &accelerators {
            all_well &= check(accelerator).await?;
        }
        status.device(all_well);
    }
}

/// Says whether a device is well.
async fn check(accelerator: &Arc<Accelerator>) -> anyhow::Result<bool> {
    let (checked, was_healthy) = (Arc::clone(accelerator), accelerator.state().healthy);
    let outcome = tokio::task::spawn_blocking(move || checked.check()).await.context("checking a device")?;
    match &outcome {
        Ok(()) if was_healthy => {}
        Ok(()) => info!(device = accelerator.device().name(), "device is back"),
        Err(error) => warn!(%error, "device is not well; it computes nothing"),
    }
    Ok(outcome.is_ok())
}
