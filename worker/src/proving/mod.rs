//! Proving the device once an epoch, so that nobody has to take the operator's word for it.
//!
//! What to do follows from the chain alone ([`plan`]), so it makes no difference where the worker was interrupted: a
//! proof that is lost is made again.

mod chain;
mod plan;
mod shape;
mod show;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::Context;
use furnace_client::{chain::ChainError, furnace::Proving};
use furnace_common::proof::{Shape, score_floor, tree::Hash};
use furnace_kernels::{
    Watch,
    proof::{Proof, ProofError, prove},
};
use futures::StreamExt;
use tracing::{debug, info, warn};

use crate::{device::Accelerator, tasks::Stop};

pub use chain::{OnChainProofs, ProofChain, ProofStep};
use plan::{Task, challenge, plan};

/// Longest time between two looks: the window of a proof is short.
const POLL: Duration = Duration::from_secs(5);
/// After a step, the chain has changed.
const REST: Duration = Duration::from_millis(400);
/// Between two looks where the chain cannot be reached, or refuses.
const PAUSE: Duration = Duration::from_secs(2);

/// Proves one GPU.
pub struct Prover {
    /// The chain.
    pub chain: Arc<dyn ProofChain>,
    /// The device.
    pub accelerator: Arc<Accelerator>,
    /// The part of the window for which the proof is sized.
    pub part: f64,
}

/// A proof that was made, with what it was made from.
struct Made {
    seed: Hash,
    shape: Shape,
    proof: Arc<Proof>,
}

impl Prover {
    /// Runs until told to stop.
    pub async fn run(self, stop: Stop) -> anyhow::Result<()> {
        let (device, part) = (self.accelerator.device(), self.part);
        let measured = tokio::task::spawn_blocking(move || shape::measured(&device, part));
        let shape = measured.await.context("measuring the device")?.context("measuring how fast the device proves")?;
        info!(?shape, score = score_floor(&shape), "proving this device once an epoch");
        let mut wake_ups = self.chain.wake_ups();
        let mut made = None;
        loop {
            let pause = match self.step(shape, &mut made, &stop).await {
                Ok(true) => REST,
                Ok(false) => POLL,
                Err(error) => {
                    warn!(%error, "a step of the proof failed");
                    PAUSE
                }
            };
            tokio::select! {
                biased;
                () = stop.cancelled() => return Ok(()),
                () = tokio::time::sleep(pause) => {}
                _ = wake_ups.next(), if pause == POLL => tokio::time::sleep(REST).await,
            }
        }
    }

    /// Does what is next. Says whether that was anything.
    async fn step(&self, shape: Shape, made: &mut Option<Made>, stop: &Stop) -> anyhow::Result<bool> {
        let standing = self.chain.standing().await?;
        let task = plan(&standing);
        debug!(?task, epoch = standing.epoch, "looked at the proof");
        let step = match task {
            Task::Wait => return Ok(false),
            Task::Open => ProofStep::Open(Box::new(standing)),
            Task::Announce => ProofStep::Announce,
            Task::Draw => ProofStep::Draw,
            Task::DrawSamples => ProofStep::DrawSamples,
            Task::Fail => {
                warn!("the samples of a proof were not opened in time; this GPU is barred for two epochs");
                ProofStep::Fail
            }
            Task::Prove => return self.commit(&standing, shape, made, stop).await.map(|()| true),
            Task::Show(samples) => return self.show(&standing, &samples, made, stop).await.map(|()| true),
        };
        match self.chain.take(&step).await {
            // Another worker may have announced or drawn at the same moment.
            Err(error) if !matches!(error, ChainError::Program { .. }) => Err(error.into()),
            _ => Ok(true),
        }
    }

    async fn commit(
        &self,
        standing: &Proving,
        shape: Shape,
        made: &mut Option<Made>,
        stop: &Stop,
    ) -> anyhow::Result<()> {
        let seed = challenge(&standing.beacon, &self.chain.worker(), self.chain.gpu());
        let left = standing.beacon.window_ends_at().saturating_sub(standing.now);
        let left = Duration::from_secs(u64::try_from(left).unwrap_or(0));
        let began = Instant::now();
        let Some(proof) = self.prove(seed, shape, left, stop).await? else {
            info!(?left, "no proof in this epoch: it was not done in time");
            return Ok(());
        };
        let (seconds, roots) = (began.elapsed().as_secs_f64(), proof.roots());
        *made = Some(Made { seed, shape, proof });
        self.chain.take(&ProofStep::Commit { shape, roots }).await.context("committing to a proof")?;
        info!(epoch = standing.beacon.epoch, seconds, ?shape, "proof committed");
        Ok(())
    }

    /// Computes a proof within a time; `None` where it is not done by then.
    async fn prove(&self, seed: Hash, shape: Shape, left: Duration, stop: &Stop) -> anyhow::Result<Option<Arc<Proof>>> {
        let (device, halt) = (self.accelerator.device(), Arc::new(AtomicBool::new(false)));
        let flag = Arc::clone(&halt);
        let challenge = furnace_kernels::proof::Challenge { seed, shape };
        let mut thread = tokio::task::spawn_blocking(move || {
            let mut watch = Watch::none().stopped_by(&flag);
            prove(&device, &challenge, &mut watch)
        });
        let outcome = tokio::select! {
            outcome = &mut thread => outcome,
            () = tokio::time::sleep(left) => { halt.store(true, Ordering::Relaxed); thread.await }
            () = stop.cancelled() => { halt.store(true, Ordering::Relaxed); thread.await }
        };
        match outcome.context("proving")? {
            Ok(proof) => Ok(Some(Arc::new(proof))),
            Err(ProofError::Stopped(_)) => Ok(None),
            Err(error) => {
                self.accelerator.report_fault(&error.to_string());
                Err(error.into())
            }
        }
    }
}
