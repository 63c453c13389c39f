//! Making a proof of memory, and committing to it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::Context;
use furnace_client::furnace::Remembering;
use furnace_common::{memory::window_ends_at, proof::tree::Hash};
use furnace_kernels::{
    DeviceError, Watch,
    memory::{MemoryError, Proof, prove},
};
use tracing::{info, warn};

use super::{MemoryProver, MemoryStep, plan::challenge};

/// A proof that was made, with what it was made from.
pub(super) struct Made {
    seed: Hash,
    mib: u32,
    pub(super) proof: Arc<Proof>,
}

impl Made {
    /// Whether it is the proof of this table.
    pub(super) fn is_of(&self, seed: Hash, mib: u32) -> bool {
        (self.seed, self.mib) == (seed, mib)
    }
}

/// Stops a proof under way when nobody waits for it any more.
#[derive(Default)]
struct Halt(Arc<AtomicBool>);

impl Drop for Halt {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl MemoryProver {
    /// Proves `mib` MiB and commits to that; less the next time, where the device does not have so much. Says whether
    /// it is to be tried again at once.
    pub(super) async fn commit(
        &self,
        standing: &Remembering,
        mib: &mut u32,
        made: &mut Option<Made>,
    ) -> anyhow::Result<bool> {
        let (gpu, proving) = (self.chain.gpu(), &standing.proving);
        let seed = challenge(&proving.beacon, &self.chain.worker(), gpu);
        let left = seconds(window_ends_at(proving.beacon.announced_at).saturating_sub(proving.now));
        let began = Instant::now();
        let proof = match self.make(seed, *mib, left).await {
            Ok(Some(proof)) => made.insert(proof),
            Ok(None) => {
                info!(gpu, ?left, "no proof of memory in this epoch: it was not done in time");
                return Ok(false);
            }
            Err(MemoryError::Device(DeviceError::Fault(reason))) if *mib > 1 => {
                warn!(gpu, mib = *mib, reason, "the device does not have so much memory free; less is proven");
                *mib = (*mib / 8 * 7).max(1);
                return Ok(true);
            }
            Err(error) => {
                self.accelerator.report_fault(&error.to_string());
                return Err(error.into());
            }
        };
        let (seconds, roots) = (began.elapsed().as_secs_f64(), Box::new(proof.proof.roots()));
        let step = MemoryStep::Commit { mib: *mib, roots };
        self.chain.take(&step).await.context("committing to a proof of memory")?;
        info!(gpu, epoch = proving.beacon.epoch, seconds, mib = *mib, "proof of memory committed");
        Ok(true)
    }

    /// Makes a proof within a time; `None` where it is not done by then.
    pub(super) async fn make(&self, seed: Hash, mib: u32, left: Duration) -> Result<Option<Made>, MemoryError> {
        let (device, halt) = (self.accelerator.device(), Halt::default());
        let flag = Arc::clone(&halt.0);
        let mut thread = tokio::task::spawn_blocking(move || {
            let mut watch = Watch::none().stopped_by(&flag);
            prove(&device, seed, mib, &mut watch)
        });
        let outcome = match tokio::time::timeout(left, &mut thread).await {
            Ok(outcome) => outcome,
            Err(_) => {
                drop(halt);
                thread.await
            }
        };
        match outcome {
            Ok(Ok(proof)) => Ok(Some(Made { seed, mib, proof: Arc::new(proof) })),
            Ok(Err(MemoryError::Stopped(_))) => Ok(None),
            Ok(Err(error)) => Err(error),
            Err(panic) => Err(DeviceError::Fault(panic.to_string()).into()),
        }
    }
}

/// A span of time on chain; none where it is over.
pub(super) fn seconds(left: i64) -> Duration {
    Duration::from_secs(u64::try_from(left).unwrap_or(0))
}
