//! Job specs: what a client asks a worker to compute.
//!
//! A spec is a small JSON document in the job's artifact store; its SHA-256 is in the job account. The
//! reader is strict, and its errors name the field, its position and what would be right, because a
//! wrong spec must be found before money is reserved for it.

mod bounds;
mod error;
mod kernel;
mod parse;
mod service;
mod wire;

pub mod limits;

#[cfg(test)]
mod tests;

use serde::Serialize;

pub use error::SpecError;
pub use kernel::{Artifact, Camera, Kernel, Matmul, Render, Training};
pub use service::{LeaseSpec, Service};

use crate::artifacts::{Digest, Store, StoreError};

/// The version of the format this client reads and writes.
pub const VERSION: u32 = 1;

/// What one job computes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JobSpec {
    version: u32,
    kernel: Kernel,
}

impl JobSpec {
    /// A checked spec for a kernel.
    pub fn new(kernel: Kernel) -> Result<Self, SpecError> {
        // The reader is the only place that knows the bounds.
        let unchecked = Self { version: VERSION, kernel };
        Self::from_json(&unchecked.to_bytes())
    }

    /// Reads and checks a spec.
    pub fn from_json(bytes: &[u8]) -> Result<Self, SpecError> {
        parse::job_spec(bytes)
    }

    /// The canonical document: fixed field order, no whitespace, every default written out.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Only a map with non-text keys or a failing writer can stop this; a spec has neither.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Hash of the canonical document, as job accounts carry it.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.to_bytes())
    }

    /// What to compute.
    pub fn kernel(&self) -> &Kernel {
        &self.kernel
    }

    /// The artifacts a worker has to fetch before it can start.
    pub fn inputs(&self) -> Vec<Artifact> {
        match &self.kernel {
            Kernel::Render(render) => vec![render.mesh],
            Kernel::Matmul(_) | Kernel::Training(_) => Vec::new(),
        }
    }

    /// Proves that every input is in the store, whole.
    pub async fn check_inputs(&self, store: &Store) -> Result<(), StoreError> {
        for input in self.inputs() {
            store.check(input.sha256, input.bytes).await?;
        }
        Ok(())
    }
}
