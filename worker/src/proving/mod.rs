//! Proving the devices once an epoch, each as one GPU, so that nobody has to take the operator's word for them.
//!
//! What to do follows from the chain alone ([`plan`]), so it makes no difference where the worker was interrupted: a
//! proof that is lost is made again. No GPU waits for another, or fails with it.

mod chain;
mod make;
mod plan;
mod shape;
mod show;

use std::{sync::Arc, time::Duration};

use furnace_client::{chain::ChainError, furnace::Proving};
use furnace_common::proof::{Shape, score_floor};
use futures::StreamExt;
use tracing::{debug, info, warn};

use crate::{device::Accelerator, tasks::Stop};

pub use chain::{OnChainProofs, ProofChain, ProofStep};
use make::Made;
use plan::{Task, plan};

/// Longest time between two looks: the window of a proof is short.
const POLL: Duration = Duration::from_secs(5);
/// After a step, the chain has changed.
const REST: Duration = Duration::from_millis(400);
/// Between two looks where the chain cannot be reached, or refuses.
const PAUSE: Duration = Duration::from_secs(2);
/// Before a device that failed is measured again.
const REPAIR: Duration = Duration::from_secs(30);

/// Proves one GPU.
pub struct Prover {
    /// The chain.
    pub chain: Arc<dyn ProofChain>,
    /// The device.
    pub accelerator: Arc<Accelerator>,
    /// The part of the window for which the proof is sized.
    pub part: f64,
    /// Devices that the worker proves, this one among them.
    pub devices: usize,
}

impl Prover {
    /// Runs until told to stop.
    pub async fn run(self, stop: Stop) -> anyhow::Result<()> {
        tokio::select! {
            biased;
            () = stop.cancelled() => Ok(()),
            proved = self.prove_for_ever() => proved,
        }
    }

    async fn prove_for_ever(&self) -> anyhow::Result<()> {
        let gpu = self.chain.gpu();
        if !self.is_known().await {
            return std::future::pending().await;
        }
        let shape = self.measured().await?;
        info!(gpu, ?shape, score = score_floor(&shape), "proving this device once an epoch");
        let mut wake_ups = self.chain.wake_ups();
        let mut made = None;
        loop {
            let pause = match self.step(shape, &mut made).await {
                Ok(true) => REST,
                Ok(false) => POLL,
                Err(error) => {
                    warn!(gpu, error = %format!("{error:#}"), "a step of the proof failed");
                    PAUSE
                }
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = wake_ups.next(), if pause == POLL => tokio::time::sleep(REST).await,
            }
        }
    }

    /// Waits until the worker is registered, and says whether it is with this GPU.
    async fn is_known(&self) -> bool {
        let (gpu, devices) = (self.chain.gpu(), self.devices);
        let registered = loop {
            match self.chain.standing().await {
                Ok(Proving { gpus: 0, .. }) => {}
                Ok(standing) => break standing.gpus,
                Err(error) => warn!(gpu, %error, "the worker's GPUs could not be looked up"),
            }
            tokio::time::sleep(POLL).await;
        };
        if gpu >= registered {
            warn!(
                gpu,
                registered, "the worker is registered with fewer GPUs than it has devices; this one is not proven"
            );
        } else if gpu == 0 && usize::from(registered) > devices {
            warn!(
                registered,
                devices,
                "the worker is registered with more GPUs than it has devices: the others are not proven, and no \
                 certificate covers an order that asks for more GPUs than there are devices; name all of them in \
                 device.select"
            );
        }
        gpu < registered
    }

    /// How much the device proves.
    async fn measured(&self) -> anyhow::Result<Shape> {
        loop {
            let (device, part) = (self.accelerator.device(), self.part);
            match tokio::task::spawn_blocking(move || shape::measured(&device, part)).await? {
                Ok(shape) => return Ok(shape),
                Err(error) => self.accelerator.report_fault(&error.to_string()),
            }
            tokio::time::sleep(REPAIR).await;
        }
    }

    /// Does what is next. Says whether that was anything.
    async fn step(&self, shape: Shape, made: &mut Option<Made>) -> anyhow::Result<bool> {
        let (gpu, standing) = (self.chain.gpu(), self.chain.standing().await?);
        let task = plan(&standing);
        debug!(gpu, ?task, epoch = standing.epoch, "looked at the proof");
        let step = match task {
            Task::Wait => return Ok(false),
            Task::Open => ProofStep::Open(Box::new(standing)),
            Task::Announce => ProofStep::Announce,
            Task::Draw => ProofStep::Draw,
            Task::DrawSamples => ProofStep::DrawSamples,
            Task::Fail => {
                warn!(gpu, "the samples of a proof were not opened in time; this GPU is barred for two epochs");
                ProofStep::Fail
            }
            Task::Prove => return self.commit(&standing, shape, made).await.map(|()| true),
            Task::ShowRoots => return self.show_roots(&standing, made).await.map(|()| true),
            Task::Show(samples) => return self.show(&standing, &samples, made).await.map(|()| true),
        };
        match self.chain.take(&step).await {
            // Another worker may have announced or drawn at the same moment.
            Err(error) if !matches!(error, ChainError::Program { .. }) => Err(error.into()),
            _ => Ok(true),
        }
    }
}
