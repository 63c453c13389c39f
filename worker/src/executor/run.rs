//! What a workload is given, and how it talks while it runs.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use furnace_kernels::Watch;
use solana_address::Address;
use tracing::info;

use super::{Checkpoints, ExecutorError, Gang, Log, Output, Progress};

/// One run of a workload.
#[derive(Debug)]
pub struct Run {
    /// The job, for the log of the worker.
    pub job: Address,
    /// Where results go.
    pub output: Output,
    /// The log for the client.
    pub log: Log,
    /// How far it is.
    pub progress: Arc<Progress>,
    /// Takes states from which the job could go on.
    pub checkpoints: Checkpoints,
    /// The others, where several compute it together.
    pub gang: Option<Gang>,
    /// Set from outside to end it.
    pub stop: Arc<AtomicBool>,
}

impl Run {
    /// A watch for a kernel that is part `index` of `parts` equal ones.
    pub fn watch(&self, index: u32, parts: u32) -> Watch<'_> {
        let progress = Arc::clone(&self.progress);
        let (before, parts) = (f64::from(index), f64::from(parts.max(1)));
        Watch::none().stopped_by(&self.stop).reporting(move |part| progress.set((before + part.fraction()) / parts))
    }

    /// Writes a finished frame and says so.
    pub fn frame(&mut self, index: u32, frames: u32, png: &[u8]) -> Result<(), ExecutorError> {
        let name = format!("frame-{index:04}.png");
        self.output.write(&name, png)?;
        self.log.line(format_args!("{name}, {} of {frames}, {} bytes", index + 1, png.len()))?;
        info!(job = %self.job, frame = index + 1, frames, "frame");
        Ok(())
    }

    /// Fails once it was told to stop.
    pub fn check(&self) -> Result<(), ExecutorError> {
        if self.stop.load(Ordering::Relaxed) { Err(ExecutorError::Stopped) } else { Ok(()) }
    }
}
