//! A Solana chain in this process: JSON-RPC and WebSocket on loopback, nothing fetched from anywhere.

mod accounts;
mod events;
mod runloop;
mod ticker;

use std::{
    thread::{self, JoinHandle},
    time::{Duration, SystemTime},
};

use crossbeam_channel::Sender;
use surfpool_types::SimnetCommand;
use tokio::sync::oneshot;

use super::{ChainError, Genesis, Ports};

/// Length of a slot. A transaction is confirmed when its slot ends; a blockhash lives for 150 slots.
pub const SLOT: Duration = Duration::from_millis(200);
/// How long the servers may take to end.
const STOP_TIMEOUT: Duration = Duration::from_secs(5);

/// A running chain. Its clock keeps pace with the wall clock. Dropping it stops it.
#[derive(Debug)]
pub struct EmbeddedChain {
    ports: Ports,
    commands: Sender<SimnetCommand>,
    ended: oneshot::Receiver<()>,
}

impl EmbeddedChain {
    /// Starts a chain and waits until its servers listen.
    pub async fn start(genesis: Genesis, ports: Ports) -> Result<Self, ChainError> {
        let ports = ports.resolve()?;
        let (started, start) = oneshot::channel();
        let (ending, ended) = oneshot::channel();
        let (commands, received) = crossbeam_channel::unbounded();
        let own_commands = commands.clone();
        // The engine blocks while it starts, which an asynchronous task must not do.
        spawn("furnace-chain-events", move || {
            match runloop::start(genesis, ports, own_commands, received) {
                Ok(engine) => {
                    if started.send(Ok(())).is_ok() {
                        events::drain(&engine);
                    }
                }
                // Nobody waits any more when the receiver is gone.
                Err(error) => drop(started.send(Err(error))),
            }
            drop(ending);
        })?;
        let chain = Self { ports, commands, ended };
        start.await.map_err(|_| ChainError::Start("it ended before it was ready".to_owned()))??;
        Ok(chain)
    }

    /// URL of the JSON-RPC server.
    pub fn rpc_url(&self) -> String {
        format!("http://{}:{}", runloop::HOST, self.ports.rpc)
    }

    /// URL of the WebSocket server.
    pub fn ws_url(&self) -> String {
        format!("ws://{}:{}", runloop::HOST, self.ports.ws)
    }

    /// Waits until the chain has ended, which it does not do by itself.
    pub async fn ended(&mut self) {
        // The sender never sends: it goes away when the chain has ended.
        let _ = (&mut self.ended).await;
    }

    /// Stops the chain and waits until its ports are free.
    pub async fn stop(mut self) -> Result<(), ChainError> {
        if self.commands.send(SimnetCommand::Terminate(None)).is_err() {
            return Ok(());
        }
        tokio::time::timeout(STOP_TIMEOUT, self.ended()).await.map_err(|_| ChainError::Stop)
    }
}

impl Drop for EmbeddedChain {
    fn drop(&mut self) {
        // A chain that has ended already hears nothing.
        let _ = self.commands.send(SimnetCommand::Terminate(None));
    }
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, ChainError> {
    thread::Builder::new().name(name.to_owned()).spawn(body).map_err(ChainError::Thread)
}

/// The wall time that lies `millis` after the Unix epoch.
fn wall_time(millis: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(millis)
}
