//! The signals that end a worker.

use thiserror::Error;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::Notify;
use tracing::info;

/// The operating system refuses to report signals.
#[derive(Debug, Error)]
#[error("cannot listen for signals: {0}")]
pub struct SignalsError(#[from] std::io::Error);

/// SIGTERM and SIGINT: the first asks to stop, the second insists.
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// Listens from now on.
    pub fn listen() -> Result<Self, SignalsError> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Notifies `first` at the first signal and `second` at the next. Never returns.
    pub async fn relay(mut self, first: &Notify, second: &Notify) {
        self.next().await;
        info!("stopping; a second signal ends at once");
        first.notify_one();
        self.next().await;
        second.notify_one();
        std::future::pending().await
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
