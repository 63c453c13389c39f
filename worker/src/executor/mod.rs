//! What computes a job. Every way to run something is an [`Executor`]; the built-in kernels are one.

mod checkpoints;
mod error;
mod gang;
mod kernel;
mod log;
mod output;
mod progress;
mod run;

use std::path::PathBuf;

use async_trait::async_trait;
use furnace_client::spec::JobSpec;

pub use checkpoints::{Checkpoints, Snapshot};
pub use error::ExecutorError;
pub use gang::Gang;
pub use kernel::KernelExecutor;
pub use log::Log;
pub use output::Output;
pub use progress::Progress;
pub use run::Run;

/// Computes jobs of some kind.
#[async_trait]
pub trait Executor: Send + Sync {
    /// What it computes on, as results name it.
    fn device(&self) -> String;

    /// Reads the inputs, which lie in files in the order of [`JobSpec::inputs`], and checks all that can
    /// be checked before a job is claimed.
    async fn prepare(&self, spec: &JobSpec, inputs: &[PathBuf]) -> Result<Box<dyn Workload>, ExecutorError>;
}

/// A job ready to be computed.
pub trait Workload: Send {
    /// Computes it on the calling thread, until it is finished or told to stop.
    fn run(self: Box<Self>, run: &mut Run) -> Result<(), ExecutorError>;

    /// Whether a gang of so many can share it.
    fn admit_gang(&self, _size: u8) -> Result<(), ExecutorError> {
        Err(ExecutorError::Unfit("this kernel is computed by one worker, not by a gang".to_owned()))
    }

    /// Takes over the state of a checkpoint that is said to be so far; an error leaves everything as it was.
    fn resume(&mut self, _state: &[u8], _progress_bps: u16) -> Result<(), ExecutorError> {
        Err(ExecutorError::Unfit("this kernel goes on from no checkpoint".to_owned()))
    }
}
