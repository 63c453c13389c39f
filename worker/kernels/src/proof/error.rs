use furnace_common::proof::{Sample, Shape};

use crate::{DeviceError, Stopped};

/// Why there is no proof, or no opening of one.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// More or less than the protocol has.
    #[error(
        "a proof of {} rounds of size {} and inner length {} is out of the protocol's bounds",
        .shape.rounds, .shape.size, .shape.inner
    )]
    OutOfBounds {
        /// What was asked for.
        shape: Shape,
    },
    /// An entry that the proof does not have.
    #[error(
        "the proof has no row {} and column {} in a round {}",
        .sample.row, .sample.column, .sample.round
    )]
    NoSuchEntry {
        /// What was asked for.
        sample: Sample,
    },
    /// The device computed something else than the processor: to open it would convict the prover.
    #[error(
        "the device was wrong around row {} and column {} of round {}: do not open the proof, and have the device checked",
        .sample.row, .sample.column, .sample.round
    )]
    WrongProduct {
        /// What was asked for.
        sample: Sample,
    },
    /// The device failed.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// The caller stopped it.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}
