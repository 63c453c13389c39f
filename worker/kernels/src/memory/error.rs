use crate::{DeviceError, Stopped};

/// Why there is no proof, or no opening of one.
#[derive(Debug, thiserror::Error)]
pub enum MemoryError {
    /// More or less than the protocol has.
    #[error("a table of {mib} MiB is out of the protocol's bounds")]
    OutOfBounds {
        /// What was asked for.
        mib: u32,
    },
    /// More than the device's buffers hold.
    #[error("a table of {mib} MiB does not fit the buffers of this device, which hold {most} MiB")]
    DoesNotFit {
        /// What was asked for.
        mib: u32,
        /// What would fit.
        most: u32,
    },
    /// A walk that the proof does not have.
    #[error("the proof has no walk {walk}")]
    NoSuchWalk {
        /// What was asked for.
        walk: u64,
    },
    /// The device computed something else than the processor: to open it would convict the prover.
    #[error("the device was wrong around walk {walk}: do not open the proof, and have the device's memory checked")]
    WrongWalk {
        /// What was asked for.
        walk: u64,
    },
    /// The device failed.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// The caller stopped it.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}
