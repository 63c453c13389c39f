//! Proving the memory of the devices once an epoch, each as that of one GPU, after what they compute.
//!
//! What to do follows from the chain alone ([`plan`]); a proof that is lost is made again.

mod chain;
mod make;
mod plan;
mod show;
mod size;

use std::{sync::Arc, time::Duration};

use furnace_client::chain::ChainError;
use furnace_kernels::memory::MemoryError;
use futures::StreamExt;
use tracing::{debug, info, warn};

use crate::{device::Accelerator, tasks::Stop};

pub use chain::{MemoryChain, MemoryStep, OnChainMemory};
use make::Made;
use plan::{Task, plan};

/// Longest time between two looks.
const POLL: Duration = Duration::from_secs(5);
/// After a step, the chain has changed.
const REST: Duration = Duration::from_millis(400);
/// Between two looks where the chain cannot be reached, or refuses.
const PAUSE: Duration = Duration::from_secs(2);
/// Before a device that failed is measured again.
const REPAIR: Duration = Duration::from_secs(30);

/// Proves the memory of one GPU.
pub struct MemoryProver {
    /// The chain.
    pub chain: Arc<dyn MemoryChain>,
    /// The device.
    pub accelerator: Arc<Accelerator>,
    /// How much it is to prove, in MiB; `None` for what is declared, as far as it is there.
    pub wanted: Option<u32>,
    /// The memory that the worker declares for each GPU, in GiB.
    pub declared_gib: u16,
    /// The part of the window for which the table is sized.
    pub part: f64,
}

impl MemoryProver {
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
        let declared = || size::of_declared(self.accelerator.device().kind(), self.declared_gib);
        let wanted = self.wanted.unwrap_or_else(declared);
        if wanted == 0 {
            info!(gpu, "the memory of this device is not proven: worker.vram_gib and run.prove_memory_mib name none");
            return std::future::pending().await;
        }
        let (mut mib, mut made, mut wake_ups) = (0, None, self.chain.wake_ups());
        loop {
            let pause = match self.step(wanted, &mut mib, &mut made).await {
                Ok(true) => REST,
                Ok(false) => POLL,
                Err(error) => {
                    warn!(gpu, error = %format!("{error:#}"), "a step of the proof of memory failed");
                    PAUSE
                }
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = wake_ups.next(), if pause == POLL => tokio::time::sleep(REST).await,
            }
        }
    }

    /// Does what is next. Says whether that was anything.
    async fn step(&self, wanted: u32, mib: &mut u32, made: &mut Option<Made>) -> anyhow::Result<bool> {
        let (gpu, standing) = (self.chain.gpu(), self.chain.standing().await?);
        let task = plan(&standing);
        debug!(gpu, ?task, "looked at the proof of memory");
        let step = match task {
            Task::Wait => return Ok(false),
            Task::Open => MemoryStep::Open,
            Task::DrawSamples => MemoryStep::Draw,
            Task::Fail => {
                warn!(gpu, "the walks of a proof of memory were not shown in time; it is barred for two epochs");
                MemoryStep::Fail
            }
            // Not before, when the device may be measured for what it computes.
            Task::Prove if *mib == 0 => {
                *mib = self.measured(wanted).await?;
                info!(gpu, mib = *mib, "proving the memory of this device once an epoch");
                return Ok(true);
            }
            Task::Prove => return self.commit(&standing, mib, made).await,
            Task::Show(samples) => return self.show(&standing, &samples, made).await.map(|()| true),
        };
        match self.chain.take(&step).await {
            // Somebody else may have drawn at the same moment.
            Err(error) if !matches!(error, ChainError::Program { .. }) => Err(error.into()),
            _ => Ok(true),
        }
    }

    /// How much of `wanted` MiB the device proves in time.
    async fn measured(&self, wanted: u32) -> anyhow::Result<u32> {
        loop {
            let (device, part) = (self.accelerator.device(), self.part);
            let measured = tokio::task::spawn_blocking(move || size::measured(&device, wanted, part));
            match measured.await? {
                Ok(mib) => return Ok(mib),
                Err(error @ MemoryError::OutOfBounds { .. }) => return Err(error.into()),
                Err(error) => self.accelerator.report_fault(&error.to_string()),
            }
            tokio::time::sleep(REPAIR).await;
        }
    }
}
