//! Being told to stop.

use std::io;

/// Waits for Ctrl-C, and on Unix for SIGTERM too.
#[cfg(unix)]
pub(super) async fn stop() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
pub(super) async fn stop() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
