//! What the daemons share: their configuration and its overrides, the chain, the key, and being told to stop.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context;
use clap::Args;
use furnace_client::{
    chain::{RpcChain, RpcSettings},
    config::read_keypair,
    furnace::Furnace,
};
use furnace_worker::{
    config::{Config, ConfigError, Overrides, load},
    tasks::{Signals, TaskError, Tasks},
};
use solana_address::Address;
use solana_keypair::Keypair;
use tokio::sync::Notify;

/// Where the configuration is, and what stands over it.
#[derive(Debug, Args)]
pub(super) struct Settings {
    /// Configuration file.
    #[arg(long, short, value_name = "FILE", default_value = "worker.toml")]
    config: PathBuf,
    /// Print the effective configuration, without secrets, and end.
    #[arg(long)]
    print_config: bool,
    /// Stands over chain.rpc.
    #[arg(long, value_name = "URL")]
    rpc: Option<String>,
    /// Stands over chain.websocket.
    #[arg(long, value_name = "URL")]
    websocket: Option<String>,
    /// Stands over worker.keypair; relative to the current folder.
    #[arg(long, value_name = "FILE")]
    keypair: Option<PathBuf>,
    /// Stands over device.select.
    #[arg(long, value_name = "DEVICE")]
    device: Option<String>,
    /// Stands over run.work_folder; relative to the current folder.
    #[arg(long, value_name = "FOLDER")]
    work_folder: Option<PathBuf>,
    /// Stands over any other key; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    assignments: Vec<String>,
}

impl Settings {
    /// Reads the configuration, and serves with it unless it is only to be printed. `whose` is the key of the wallet for
    /// which the daemon works, and what stands over it.
    pub(super) fn serve<F: Future<Output = anyhow::Result<()>>>(
        &self,
        whose: (&str, Option<Address>),
        serve: impl FnOnce(Config) -> F,
    ) -> anyhow::Result<()> {
        let config = load(&self.config, &self.overrides(whose)?)?;
        if self.print_config {
            print!("{}", config.to_toml()?);
            return Ok(());
        }
        let runtime = tokio::runtime::Runtime::new().context("starting the asynchronous runtime")?;
        let outcome = runtime.block_on(serve(config));
        // A kernel that does not answer must not keep the process.
        runtime.shutdown_background();
        outcome
    }

    fn overrides(&self, (whose, wallet): (&str, Option<Address>)) -> Result<Overrides, ConfigError> {
        let mut overrides = Overrides::default();
        for assignment in &self.assignments {
            overrides.assignment(assignment)?;
        }
        for (key, value) in [
            ("chain.rpc", &self.rpc),
            ("chain.websocket", &self.websocket),
            ("device.select", &self.device),
            (whose, &wallet.map(|wallet| wallet.to_string())),
        ] {
            if let Some(value) = value {
                overrides.text(key, value);
            }
        }
        for (key, path) in [("worker.keypair", &self.keypair), ("run.work_folder", &self.work_folder)] {
            if let Some(path) = path {
                overrides.text(key, path.display());
            }
        }
        Ok(overrides)
    }
}

/// The network that the configuration names.
pub(super) fn connect(config: &Config) -> Result<Furnace, ConfigError> {
    let settings = RpcSettings {
        websocket: config.chain.websocket.as_ref().map(|url| url.reveal().to_owned()),
        ..RpcSettings::default()
    };
    let chain = RpcChain::with_settings(config.chain.rpc.reveal(), settings)
        .map_err(|error| ConfigError::key("chain.rpc", error.to_string()))?;
    Ok(Furnace::new(Arc::new(chain)))
}

pub(super) fn read_key(setting: &str, file: &Path) -> Result<Keypair, ConfigError> {
    // With its causes: what the system said about the file is one of them.
    read_keypair(file).map_err(|error| ConfigError::key(setting, format!("{:#}", anyhow::Error::from(error))))
}

/// Lets the tasks run until the process is told to stop.
pub(super) async fn until_told(tasks: Tasks, signals: Signals) -> anyhow::Result<()> {
    let (first, second) = (Notify::new(), Notify::new());
    tokio::select! {
        outcome = tasks.run(first.notified(), second.notified()) => outcome.map_err(flattened),
        () = signals.relay(&first, &second) => Ok(()),
    }
}

/// A task's own reason, whose type decides the exit code.
fn flattened(error: TaskError) -> anyhow::Error {
    match error {
        TaskError::Failed { source, .. } => source,
        other => other.into(),
    }
}
