use std::fs;
use std::process::{Command, ExitStatus};
use std::time::Duration;

use super::process::binary;
use super::{Localnet, Process, StageError};

/// How long a worker may take to open its device and find the chain.
const START: Duration = Duration::from_secs(120);

/// A worker daemon in a process of its own.
#[derive(Debug)]
pub struct WorkerProcess {
    process: Process,
    /// Where this run begins in the log, which keeps the earlier ones.
    from: u64,
}

impl WorkerProcess {
    pub(super) fn start(
        localnet: &Localnet,
        worker: &str,
        operator: &str,
        settings: &[&str],
    ) -> Result<Self, StageError> {
        let folder = localnet.folder().join(worker);
        fs::create_dir_all(&folder).map_err(StageError::io(folder.display().to_string()))?;
        let config = folder.join("worker.toml");
        let text = format!(
            "[chain]\nrpc = \"{}\"\nwebsocket = \"{}\"\n\n[worker]\nkeypair = \"{}\"\noperator = \"{}\"\n\n[run]\nwork_folder = \"{}\"\n\n[policy]\nstores = [\"file://{}\"]\n",
            localnet.rpc_url()?,
            localnet.websocket()?,
            localnet.keypair(worker)?,
            localnet.address(operator)?,
            folder.join("work").display(),
            localnet.store().display(),
        );
        fs::write(&config, text).map_err(StageError::io(config.display().to_string()))?;
        let mut command = Command::new(binary("furnace-worker")?);
        command.args(["run", "--config"]).arg(&config);
        command.args(settings.iter().flat_map(|setting| ["--set", setting]));
        // Mesa's device chooser writes to the log of whoever lists devices.
        command.env("NODEVICE_SELECT", "1");
        let log = folder.join("worker.log");
        let from = fs::metadata(&log).map_or(0, |metadata| metadata.len());
        let mut process = Process::start(&mut command, log)?;
        process.wait_for("watching for jobs", from, START)?;
        Ok(Self { process, from })
    }

    /// Waits for a line in this run's log.
    pub fn wait_for(&mut self, text: &str, limit: Duration) -> Result<(), StageError> {
        self.process.wait_for(text, self.from, limit)
    }

    /// SIGSTOP.
    pub fn pause(&self) -> Result<(), StageError> {
        self.process.pause()
    }

    /// SIGCONT.
    pub fn go_on(&self) -> Result<(), StageError> {
        self.process.go_on()
    }

    /// SIGKILL.
    pub fn kill(self) -> Result<(), StageError> {
        self.process.kill()
    }

    /// SIGTERM, and waits for the end.
    pub fn terminate(self) -> Result<ExitStatus, StageError> {
        self.process.terminate(Duration::from_secs(60))
    }
}
