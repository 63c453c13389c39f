use super::{MAX_INNER, MAX_MATRIX_BYTES};
use crate::{DeviceError, Stopped};

/// Why a product was not computed.
#[derive(Debug, thiserror::Error)]
pub enum MatmulError {
    /// A matrix without entries.
    #[error("the number of {name} must be at least 1")]
    ZeroSize {
        /// The size that is zero.
        name: &'static str,
    },
    /// The sums might not fit.
    #[error("inner is {inner}, and sums of more than {MAX_INNER} products may overflow")]
    InnerTooLong {
        /// The length asked for.
        inner: u32,
    },
    /// A matrix beyond the limit.
    #[error("{name} would have {bytes} bytes, more than the {MAX_MATRIX_BYTES} allowed")]
    MatrixTooLarge {
        /// Which matrix.
        name: &'static str,
        /// Its size.
        bytes: u64,
    },
    /// An operand that does not fit the shape.
    #[error("{name} has {found} entries, and its shape says {expected}")]
    WrongLength {
        /// Which operand.
        name: &'static str,
        /// The entries it has.
        found: usize,
        /// The entries it should have.
        expected: usize,
    },
    /// The device failed.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// The caller stopped it.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}
