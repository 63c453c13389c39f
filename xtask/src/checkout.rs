//! Places in the checkout.

use std::path::{Path, PathBuf};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// The workspace of the on-chain programs.
pub(crate) fn programs() -> PathBuf {
    root().join("programs")
}

/// Where programs and their keypairs are put.
pub(crate) fn deploy() -> PathBuf {
    root().join("target/deploy")
}

/// The package of the link step.
pub(crate) fn link() -> PathBuf {
    root().join("xtask/link")
}
