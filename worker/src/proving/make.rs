//! Making a proof, and committing to it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::Context;
use furnace_client::furnace::{Proving, ShownRoots};
use furnace_common::proof::{
    Shape,
    tree::{Hash, round_seed},
};
use furnace_kernels::{
    Watch,
    proof::{Challenge, Proof, ProofError, prove},
};
use tracing::info;

use super::{
    ProofStep, Prover,
    plan::{challenge, sha256},
};

/// A proof that was made, with what it was made from.
pub(super) struct Made {
    seed: Hash,
    shape: Shape,
    pub(super) proof: Arc<Proof>,
}

impl Made {
    /// Whether it is the proof that grows from this seed.
    pub(super) fn is_of(&self, seed: Hash, shape: Shape) -> bool {
        (self.seed, self.shape) == (seed, shape)
    }

    /// What the round after the last one would grow from.
    fn end(&self) -> Hash {
        round_seed(&self.seed, &self.proof.roots(), sha256)
    }

    /// The roots of some rounds, as they are shown.
    pub(super) fn shown(&self, rounds: std::ops::Range<usize>) -> Option<ShownRoots> {
        let all = self.proof.roots();
        let (before, roots) = (all.get(..rounds.start)?, all.get(rounds)?);
        let first = u16::try_from(before.len()).ok()?;
        Some(ShownRoots { first, seed: round_seed(&self.seed, before, sha256), roots: roots.to_vec() })
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

impl Prover {
    pub(super) async fn commit(&self, standing: &Proving, shape: Shape, made: &mut Option<Made>) -> anyhow::Result<()> {
        let gpu = self.chain.gpu();
        let seed = challenge(&standing.beacon, &self.chain.worker(), gpu);
        let left = seconds(standing.beacon.window_ends_at().saturating_sub(standing.now));
        let began = Instant::now();
        let Some(proof) = self.make(seed, shape, left).await? else {
            info!(gpu, ?left, "no proof in this epoch: it was not done in time");
            return Ok(());
        };
        let (seconds, proof) = (began.elapsed().as_secs_f64(), made.insert(proof));
        self.chain.take(&ProofStep::Commit { shape, end: proof.end() }).await.context("committing to a proof")?;
        info!(gpu, epoch = standing.beacon.epoch, seconds, ?shape, "proof committed");
        Ok(())
    }

    /// Computes a proof within a time; `None` where it is not done by then.
    pub(super) async fn make(&self, seed: Hash, shape: Shape, left: Duration) -> anyhow::Result<Option<Made>> {
        let (device, halt) = (self.accelerator.device(), Halt::default());
        let flag = Arc::clone(&halt.0);
        let mut thread = tokio::task::spawn_blocking(move || {
            let mut watch = Watch::none().stopped_by(&flag);
            prove(&device, &Challenge { seed, shape }, &mut watch)
        });
        let outcome = match tokio::time::timeout(left, &mut thread).await {
            Ok(outcome) => outcome,
            Err(_) => {
                drop(halt);
                thread.await
            }
        };
        match outcome.context("proving")? {
            Ok(proof) => Ok(Some(Made { seed, shape, proof: Arc::new(proof) })),
            Err(ProofError::Stopped(_)) => Ok(None),
            Err(error) => {
                self.accelerator.report_fault(&error.to_string());
                Err(error.into())
            }
        }
    }
}

/// A span of time on chain; none where it is over.
pub(super) fn seconds(left: i64) -> Duration {
    Duration::from_secs(u64::try_from(left).unwrap_or(0))
}
