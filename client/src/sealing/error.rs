//! What can go wrong between sealing and opening.

use thiserror::Error;

/// Something that cannot be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SealingError {
    /// The recipient's key is zero, as of a worker that has published none, or another that everybody can open.
    #[error("the recipient's encryption key protects nothing")]
    WeakKey,
    /// More than the cipher takes at once, 256 GiB.
    #[error("the text is too long to be sealed in one piece")]
    TooLong,
    /// Not sealed at all, changed since, or sealed to another key or for another context.
    #[error("it was not sealed to this key and for this purpose, or was changed since")]
    DoesNotOpen,
    /// What was sealed opens and is something else than expected.
    #[error("what was sealed is not of a form that this version reads")]
    Malformed,
}
