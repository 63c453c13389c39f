use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::process::binary;
use super::{Process, StageError, WorkerProcess};

/// How long the chain may take to start, with its programs and set-up.
const START: Duration = Duration::from_secs(120);

/// A network in processes of its own, in a folder of its own.
#[derive(Debug)]
pub struct Localnet {
    folder: PathBuf,
    description: Value,
    _process: Process,
}

impl Localnet {
    /// Starts a chain on free ports, with everything set up and funded.
    ///
    /// Where the environment names a `FURNACE_E2E_VALIDATOR`, that real validator is the chain.
    pub fn start(folder: &Path) -> Result<Self, StageError> {
        Self::with_actors(folder, &[])
    }

    /// As [`Self::start`], with further wallets.
    pub fn with_actors(folder: &Path, further: &[&str]) -> Result<Self, StageError> {
        fs::create_dir_all(folder).map_err(StageError::io(folder.display().to_string()))?;
        // The chain must not see a relative path: its folder is not ours.
        let folder = folder.canonicalize().map_err(StageError::io(folder.display().to_string()))?;
        let state = folder.join("state");
        let mut command = Command::new(binary("furnace-localnet")?);
        command.args(["--rpc-port", "0", "--ws-port", "0", "--programs"]).arg(crate::chain::deploy_folder());
        command.arg("--state").arg(&state);
        if !further.is_empty() {
            command.args(["--actors", &further.join(",")]);
        }
        if let Some(validator) = std::env::var_os("FURNACE_E2E_VALIDATOR") {
            command.arg("--validator").arg(validator);
        }
        let mut process = Process::start(&mut command, folder.join("localnet.log"))?;
        let file = state.join("localnet.json");
        process.wait_until("the local network", START, |_| file.is_file())?;
        let text = fs::read(&file).map_err(StageError::io(file.display().to_string()))?;
        let description = serde_json::from_slice(&text).map_err(|error| StageError::Unexpected(error.to_string()))?;
        Ok(Self { folder, description, _process: process })
    }

    /// A string of the description, by its path: `["actors", "client", "address"]`.
    pub fn described(&self, path: &[&str]) -> Result<&str, StageError> {
        let value = path.iter().try_fold(&self.description, |value, part| value.get(part));
        value.and_then(Value::as_str).ok_or_else(|| StageError::Unexpected(format!("no {path:?} in localnet.json")))
    }

    pub fn rpc_url(&self) -> Result<&str, StageError> {
        self.described(&["rpc_url"])
    }

    /// An actor's wallet.
    pub fn address(&self, actor: &str) -> Result<&str, StageError> {
        self.described(&["actors", actor, "address"])
    }

    /// An actor's keypair file.
    pub fn keypair(&self, actor: &str) -> Result<&str, StageError> {
        self.described(&["actors", actor, "keypair"])
    }

    /// Where logs, the artifact store and results are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The artifact store that jobs use.
    pub fn store(&self) -> PathBuf {
        self.folder.join("store")
    }

    /// Runs the `furnace` command as an actor and returns the JSON that it prints.
    pub fn furnace(&self, actor: &str, arguments: &[&str]) -> Result<Value, StageError> {
        let mut command = Command::new(binary("furnace")?);
        command.args(["--url", self.rpc_url()?, "--keypair", self.keypair(actor)?, "--json"]).args(arguments);
        command.env("FURNACE_STORE", self.store());
        let output = command.output().map_err(StageError::io("starting furnace"))?;
        if !output.status.success() {
            return Err(StageError::Command {
                command: format!("furnace {}", arguments.join(" ")),
                status: output.status,
                said: String::from_utf8_lossy(&output.stderr).into_owned(),
            });
        }
        serde_json::from_slice(&output.stdout).map_err(|error| StageError::Unexpected(format!("furnace: {error}")))
    }

    /// Starts the daemon of a registered worker.
    pub fn worker(&self, worker: &str, operator: &str) -> Result<WorkerProcess, StageError> {
        self.worker_with(worker, operator, &[])
    }

    /// As [`Self::worker`], with settings as `furnace-worker run --set` takes them.
    pub fn worker_with(&self, worker: &str, operator: &str, settings: &[&str]) -> Result<WorkerProcess, StageError> {
        WorkerProcess::start(self, worker, operator, settings)
    }

    /// Where the chain pushes its changes.
    pub(super) fn websocket(&self) -> Result<&str, StageError> {
        self.described(&["ws_url"])
    }
}
