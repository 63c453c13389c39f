//! The task that keeps an eye on the device.

use std::{sync::Arc, time::Duration};

use anyhow::Context;
use tracing::{info, warn};

use super::Accelerator;
use crate::{runner::InHand, status::Status, tasks::Stop};

/// Between two looks at a device that is well.
const WELL: Duration = Duration::from_secs(300);
/// Between two attempts to bring back a device that failed.
const UNWELL: Duration = Duration::from_secs(30);
/// How soon a failure is noticed.
const GLANCE: Duration = Duration::from_secs(5);

/// Proves the device from time to time while it is idle, and brings it back after a failure.
pub async fn monitor(accelerator: Arc<Accelerator>, in_hand: InHand, status: Status, stop: Stop) -> anyhow::Result<()> {
    let mut since_check = Duration::ZERO;
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            () = tokio::time::sleep(GLANCE) => {}
        }
        since_check += GLANCE;
        let healthy = accelerator.state().healthy;
        status.device(healthy);
        let due = if healthy { WELL } else { UNWELL };
        // A device that computes shows by itself whether it works.
        if since_check < due || !in_hand.is_empty() {
            continue;
        }
        since_check = Duration::ZERO;
        let checked = Arc::clone(&accelerator);
        let outcome = tokio::task::spawn_blocking(move || checked.check()).await.context("checking the device")?;
        status.device(outcome.is_ok());
        match outcome {
            Ok(()) if healthy => {}
            Ok(()) => info!(device = accelerator.device().name(), "device is back"),
            Err(error) => warn!(%error, "device is not well; no job is taken"),
        }
    }
}
