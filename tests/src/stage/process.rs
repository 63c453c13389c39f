use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use furnace_client::chain::ChainError;

/// Why the stage does not stand.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    #[error("{what}: {source}")]
    Io { what: String, source: io::Error },
    #[error("`{command}` ended with {status}:\n{said}")]
    Command { command: String, status: ExitStatus, said: String },
    #[error("waited {seconds} s for {what}; the log ends with:\n{log}")]
    Late { what: String, seconds: u64, log: String },
    #[error(transparent)]
    Chain(Box<ChainError>),
    #[error("{0}")]
    Unexpected(String),
}

impl From<ChainError> for StageError {
    fn from(error: ChainError) -> Self {
        Self::Chain(Box::new(error))
    }
}

impl StageError {
    pub(crate) fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }
}

/// A binary of this workspace, beside the one that runs: `cargo build --workspace --bins` made it.
pub(super) fn binary(name: &str) -> Result<PathBuf, StageError> {
    let here = std::env::current_exe().map_err(StageError::io("finding the running binary"))?;
    let folders = here.ancestors().skip(1).take(2);
    let found = folders.map(|folder| folder.join(name)).find(|candidate| candidate.is_file());
    found.ok_or_else(|| StageError::Unexpected(format!("{name} is not built; run `cargo build --workspace --bins`")))
}

/// A running process whose output goes to a log. It is killed when this is dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts the command with both outputs appended to `log`.
    pub(super) fn start(command: &mut Command, log: PathBuf) -> Result<Self, StageError> {
        let open =
            || File::options().create(true).append(true).open(&log).map_err(StageError::io(log.display().to_string()));
        command.stdin(Stdio::null()).stdout(open()?).stderr(open()?);
        let child = command.spawn().map_err(StageError::io(format!("starting {}", command.get_program().display())))?;
        Ok(Self { child, log })
    }

    /// Waits until `what` holds, looking every few milliseconds; fails when the process ends before.
    pub(super) fn wait_until(
        &mut self,
        what: &str,
        limit: Duration,
        mut holds: impl FnMut(&Path) -> bool,
    ) -> Result<(), StageError> {
        let start = Instant::now();
        while !holds(&self.log) {
            let ended = self.child.try_wait().map_err(StageError::io("looking after a process"))?;
            if let Some(status) = ended {
                return Err(StageError::Command { command: what.into(), status, said: self.log_tail() });
            }
            if start.elapsed() > limit {
                return Err(StageError::Late { what: what.into(), seconds: limit.as_secs(), log: self.log_tail() });
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }

    /// Waits for a line of the log, from byte `from` on, that contains `text`.
    pub fn wait_for(&mut self, text: &str, from: u64, limit: Duration) -> Result<(), StageError> {
        self.wait_until(text, limit, |log| {
            fs::read(log).is_ok_and(|bytes| {
                let fresh = bytes.get(usize::try_from(from).unwrap_or(usize::MAX)..).unwrap_or_default();
                String::from_utf8_lossy(fresh).contains(text)
            })
        })
    }

    /// Bytes in the log so far.
    pub fn log_length(&self) -> u64 {
        fs::metadata(&self.log).map_or(0, |metadata| metadata.len())
    }

    /// The last lines of the log.
    pub fn log_tail(&self) -> String {
        let text = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }

    /// SIGKILL: no chance to say goodbye.
    pub fn kill(mut self) -> Result<(), StageError> {
        self.child.kill().and_then(|()| self.child.wait()).map(|_| ()).map_err(StageError::io("killing a process"))
    }

    /// SIGSTOP: it does nothing any more, and does not know.
    pub fn pause(&self) -> Result<(), StageError> {
        self.signal("-STOP")
    }

    /// SIGCONT: it goes on where it was paused.
    pub fn go_on(&self) -> Result<(), StageError> {
        self.signal("-CONT")
    }

    fn signal(&self, signal: &str) -> Result<(), StageError> {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status();
        let status = sent.map_err(StageError::io(format!("kill {signal}")))?;
        match status.success() {
            true => Ok(()),
            false => Err(StageError::Unexpected(format!("kill {signal} {pid} ended with {status}"))),
        }
    }

    /// SIGTERM, and waits for the end.
    pub fn terminate(mut self, limit: Duration) -> Result<ExitStatus, StageError> {
        self.signal("-TERM")?;
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().map_err(StageError::io("waiting for a process"))? {
                return Ok(status);
            }
            if start.elapsed() > limit {
                let what = "the process to end after SIGTERM".into();
                return Err(StageError::Late { what, seconds: limit.as_secs(), log: self.log_tail() });
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself; either way nothing is left running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
