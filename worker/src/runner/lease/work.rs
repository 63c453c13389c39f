//! The runs of a lease, one after the other.

use std::{future::pending, path::Path, sync::Arc};

use furnace_client::service::Answer;
use tokio::time::Instant;
use tracing::{info, warn};

use super::tenancy::Tenancy;
use crate::{
    executor::{Checkpoints, Progress},
    runner::{
        Workshop,
        compute::{Attempt, Attempted, StoreFailure, Unfinished},
        fetch::FetchError,
        finish::remove,
    },
    serve::{Commission, Commissions, Denied},
};

impl Workshop {
    /// Computes what the client asks for, for as long as this is polled.
    pub(super) async fn compute_runs(&self, tenancy: &Tenancy, mut commissions: Commissions) {
        let mut number = 0u64;
        while let Some(mut commission) = commissions.recv().await {
            number = number.wrapping_add(1);
            let (lease, kernel) = (tenancy.lease, commission.spec.kernel().name());
            let folder = self.folder.join(lease.to_string()).join(number.to_string());
            // While it computes, the device needs no other proof that it works.
            let hold = self.in_hand.hold(lease);
            let outcome = self.run_for(tenancy, &mut commission, &folder).await;
            drop(hold);
            remove(&folder).await;
            match &outcome {
                Ok(answer) => info!(%lease, number, kernel, seconds = answer.seconds, "run computed"),
                Err(reason) => warn!(%lease, number, kernel, %reason, "run failed"),
            }
            // Nobody may wait for it any more.
            let _ = commission.answer.send(outcome);
        }
        pending().await
    }

    async fn run_for(&self, tenancy: &Tenancy, commission: &mut Commission, folder: &Path) -> Result<Answer, Denied> {
        let Commission { spec, request, answer } = commission;
        let prepare = self.prepare(&tenancy.store, spec, folder);
        let prepared = tokio::time::timeout(self.limits.fetch_time, prepare).await.unwrap_or(Err(FetchError::Slow));
        let workload = prepared?;
        let began = Instant::now();
        let attempt = Attempt {
            order: tenancy.lease,
            spec: spec.digest(),
            folder: folder.to_owned(),
            progress: Arc::new(Progress::begin()),
            checkpoints: Checkpoints::new(self.settings.checkpoint_steps).0,
            gang: None,
        };
        let gone = async {
            answer.closed().await;
            Unfinished::Abandoned("its client does not wait for it any more".to_owned())
        };
        let Attempted { run, .. } = attempt.run(workload, self.limits.max_output_bytes, gone).await?;
        let seconds = began.elapsed();
        self.status.computed(seconds);
        let device = self.executor.device();
        let stored = self.store_files(spec.digest(), spec.kernel().name(), &device, &tenancy.store, &run).await?;
        Ok(Answer::sign(request, stored.result, stored.log, seconds.as_secs_f64(), &self.key))
    }
}

impl From<FetchError> for Denied {
    fn from(error: FetchError) -> Self {
        if error.is_passing() { Self::Failed(error.to_string()) } else { Self::Unfit(error.to_string()) }
    }
}

impl From<Unfinished> for Denied {
    fn from(unfinished: Unfinished) -> Self {
        match unfinished {
            Unfinished::Failed(reason) | Unfinished::Parted(reason) | Unfinished::Abandoned(reason) => {
                Self::Failed(reason)
            }
            Unfinished::OutOfTime | Unfinished::Closing => Self::Ended,
        }
    }
}

impl From<StoreFailure> for Denied {
    fn from(error: StoreFailure) -> Self {
        Self::Failed(error.to_string())
    }
}
