use std::time::Duration;

use furnace_common::proof::Shape;
use furnace_common::proof::tree::Hash;

use super::backend::Backend;
use super::rounds::Rounds;
use super::wgsl::Wgsl;
use super::{Challenge, Kernels, Proof, ProofError};
use crate::Watch;
use crate::device::Device;

/// A device that is ready for challenges of one shape: the kernels are compiled, and the memory is taken, at
/// most half a gigabyte in WGSL and two in CUDA.
pub struct Prover<'a> {
    rounds: On<'a>,
}

/// The rounds, in the language of their kernels.
enum On<'a> {
    Wgsl(Rounds<Wgsl<'a>>),
    #[cfg(feature = "cuda")]
    Cuda(Rounds<std::sync::Arc<super::cuda::Cuda>>),
}

impl<'a> Prover<'a> {
    /// Prepares `device`, which is better done before the clock of a challenge runs. Of the kernels that run on it
    /// the fastest are taken, or those after them where these cannot be prepared.
    ///
    /// # Errors
    /// When the shape is out of bounds or the device fails.
    pub fn new(device: &'a Device, shape: Shape) -> Result<Self, ProofError> {
        #[cfg(feature = "cuda")]
        if device.cuda().is_ok() {
            match Self::with(device, Kernels::Cuda, shape) {
                Err(ProofError::Device(error)) => tracing::warn!(%error, "proving without CUDA"),
                prepared => return prepared,
            }
        }
        Self::with(device, Kernels::Wgsl, shape)
    }

    /// Prepares `device` with these kernels.
    ///
    /// # Errors
    /// As [`Prover::new`], and when the kernels do not run on the device.
    pub fn with(device: &'a Device, kernels: Kernels, shape: Shape) -> Result<Self, ProofError> {
        if !shape.is_valid() {
            return Err(ProofError::OutOfBounds { shape });
        }
        let rounds = match kernels {
            Kernels::Wgsl => {
                let wgsl = Wgsl::new(device)?;
                let limit = wgsl.limit();
                On::Wgsl(Rounds::new(wgsl, shape, limit)?)
            }
            #[cfg(feature = "cuda")]
            Kernels::Cuda => {
                let cuda = std::sync::Arc::clone(device.cuda()?);
                let limit = cuda.limit();
                On::Cuda(Rounds::new(cuda, shape, limit)?)
            }
        };
        Ok(Self { rounds })
    }

    /// Computes all rounds from `seed`. Progress is counted in tiles of the products.
    ///
    /// # Errors
    /// When the device fails or the watch stops it.
    pub fn prove(&mut self, seed: Hash, watch: &mut Watch<'_>) -> Result<Proof, ProofError> {
        match &mut self.rounds {
            On::Wgsl(rounds) => rounds.prove(seed, watch),
            #[cfg(feature = "cuda")]
            On::Cuda(rounds) => rounds.prove(seed, watch),
        }
    }

    /// How many multiplications and additions of 8 bit integers the product alone does in a second, measured for
    /// `enough` time: without expansion and hashing.
    ///
    /// # Errors
    /// As [`Prover::prove`].
    pub fn product_rate(&mut self, enough: Duration, watch: &mut Watch<'_>) -> Result<f64, ProofError> {
        match &mut self.rounds {
            On::Wgsl(rounds) => rounds.product_rate(enough, watch),
            #[cfg(feature = "cuda")]
            On::Cuda(rounds) => rounds.product_rate(enough, watch),
        }
    }
}

/// Answers a challenge with a prover made for it.
///
/// # Errors
/// As [`Prover::new`] and [`Prover::prove`].
pub fn prove(device: &Device, challenge: &Challenge, watch: &mut Watch<'_>) -> Result<Proof, ProofError> {
    Prover::new(device, challenge.shape)?.prove(challenge.seed, watch)
}
