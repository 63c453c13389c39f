//! What the chain tells of itself while it runs.

use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError};
use surfpool_types::SimnetEvent;
use tracing::{debug, warn};

use super::runloop::Engine;
use crate::chain::ChainError;

/// The JSON-RPC and the WebSocket server.
const SERVERS: usize = 2;
/// A live engine tells something every slot.
const SILENCE: Duration = Duration::from_secs(2);

/// Blocks until the servers listen.
pub(super) fn await_start(events: &Receiver<SimnetEvent>) -> Result<(), ChainError> {
    let mut complaint = None;
    loop {
        match events.recv() {
            Ok(SimnetEvent::CoreStarted(_)) => return Ok(()),
            Ok(SimnetEvent::Aborted(reason)) => return Err(ChainError::Start(reason)),
            Ok(SimnetEvent::ErrorLog(_, reason) | SimnetEvent::WarnLog(_, reason)) => {
                warn!("{reason}");
                complaint = Some(reason);
            }
            Ok(SimnetEvent::Shutdown) | Err(_) => {
                let reason = complaint.unwrap_or_else(|| "it ended before it was ready".to_owned());
                return Err(ChainError::Start(reason));
            }
            Ok(_) => {}
        }
    }
}

/// Takes events, which would pile up otherwise, until both servers have ended.
pub(super) fn drain(engine: &Engine) {
    let mut ended = 0;
    while ended < SERVERS {
        match engine.events.recv_timeout(SILENCE) {
            Ok(SimnetEvent::Shutdown) => ended += 1,
            Ok(SimnetEvent::ErrorLog(_, message) | SimnetEvent::WarnLog(_, message)) => debug!("{message}"),
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) if engine.thread.is_finished() => return,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
