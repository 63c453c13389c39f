//! Looking out for results of this worker that were found wrong: its operator has a few days to appeal.

use std::{collections::HashSet, sync::Arc, time::Duration};

use tracing::{error, warn};

use crate::{
    chain::Conviction,
    journal::JournalError,
    status::{Ending, Status},
    steps::Steps,
    tasks::Stop,
};

/// Tells of convictions until told to stop.
///
/// # Errors
/// When the journal cannot be written.
pub async fn watch_convictions(
    steps: Arc<Steps>,
    status: Status,
    between_looks: Duration,
    stop: Stop,
) -> anyhow::Result<()> {
    let mut told = HashSet::new();
    loop {
        match steps.protocol().convictions().await {
            Ok(found) => {
                for conviction in found {
                    if told.insert(conviction.dispute) {
                        tell(&steps, &status, &conviction)?;
                    }
                }
            }
            Err(error) => warn!(%error, "cannot look for convictions"),
        }
        tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            () = tokio::time::sleep(between_looks) => {}
        }
    }
}

/// Says what happened and what can be done. This worker would come to the same result again, so it leaves the job to
/// others.
fn tell(steps: &Steps, status: &Status, conviction: &Conviction) -> Result<(), JournalError> {
    let Conviction { dispute, job, penalty, appeal_ends_at, appeal_price } = conviction;
    if !steps.journal().has_given_up(job)? {
        steps.journal().give_up(job, "a committee found its result wrong")?;
        status.ended(Ending::Convicted);
    }
    error!(
        %job, %dispute, %penalty, appeal_ends_at, bond = %appeal_price,
        "a committee found a result of this worker wrong, and its stake was slashed; if the result is right, its operator \
         can appeal until then: furnace dispute appeal {dispute}"
    );
    Ok(())
}
