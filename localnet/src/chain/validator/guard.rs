//! A validator must not outlive the network, even one that was killed.
//!
//! A shell waits for its standard input to end. The system ends it when this process is gone, however
//! that happened, and so does whoever wants the validator to stop.

use std::process::Stdio;

use tokio::process::{Child, ChildStdin, Command};

use super::{ValidatorError, command::detach};

/// Asks the process to end, and insists after ten seconds.
const SCRIPT: &str = r#"
read -r _
kill -TERM "$1" || exit 0
for _ in 1 2 3 4 5 6 7 8 9 10; do
    sleep 1
    kill -0 "$1" || exit 0
done
kill -KILL "$1"
"#;

/// Watches over a process. Dropping this ends that process.
#[derive(Debug)]
pub(super) struct Guard {
    shell: Child,
    _lifeline: Option<ChildStdin>,
}

impl Guard {
    /// Ends the process when this process is gone.
    pub(super) fn over(process: u32) -> Result<Self, ValidatorError> {
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT, "guard", &process.to_string()]);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut shell = detach(&mut command).spawn().map_err(ValidatorError::Guard)?;
        let lifeline = shell.stdin.take();
        Ok(Self { shell, _lifeline: lifeline })
    }

    /// Forgets a process that has ended: another one may have its number soon.
    pub(super) fn dismiss(&mut self) {
        // A shell that is gone already does no harm either.
        let _ = self.shell.start_kill();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_process_ends_with_its_guard() {
        let mut process = Command::new("sleep").arg("60").spawn().expect("started");
        let guard = Guard::over(process.id().expect("running")).expect("a shell");
        assert!(process.try_wait().expect("looked").is_none());
        drop(guard);
        let status = process.wait().await.expect("ended");
        assert!(!status.success(), "{status}");
    }
}
