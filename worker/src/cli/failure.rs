//! Failures: what to say, and which exit code.

use std::process::ExitCode;

use furnace_client::{chain::ChainError, config::KeypairError};
use furnace_worker::{
    config::ConfigError, device::AcceleratorError, journal::JournalError, registration::RegistrationError,
    tasks::TaskError, verifying::VerifierError,
};
use thiserror::Error;

/// Done as asked for, but the answer is no.
const REFUSED: u8 = 1;
/// Nobody foresaw this.
const UNEXPECTED: u8 = 2;
/// Wrong command line or configuration.
const USAGE: u8 = 64;

/// A failure that its reader can do something about.
#[derive(Debug, Error)]
#[error("{0}")]
pub(super) struct Refusal(pub(super) String);

/// Prints the argument parser's message; asking for help is no failure.
pub(super) fn usage(refusal: &clap::Error) -> ExitCode {
    // Nothing is left to do when even the message cannot be printed.
    let _ = refusal.print();
    if refusal.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
}

/// Prints a failure.
pub(super) fn explain(error: &anyhow::Error) -> ExitCode {
    eprintln!("error: {}", message(error));
    ExitCode::from(code(error))
}

/// The chain of causes; one that repeats what was said already is left out.
fn message(error: &anyhow::Error) -> String {
    let mut told: Vec<String> = Vec::new();
    for cause in error.chain().map(ToString::to_string) {
        if !told.iter().any(|earlier| earlier.contains(&cause)) {
            told.push(cause);
        }
    }
    told.join(": ")
}

fn code(error: &anyhow::Error) -> u8 {
    for cause in error.chain() {
        if cause.is::<ConfigError>() || cause.is::<KeypairError>() {
            return USAGE;
        }
        let foreseen = cause.is::<Refusal>()
            || cause.is::<RegistrationError>()
            || cause.is::<VerifierError>()
            || cause.is::<ChainError>()
            || cause.is::<AcceleratorError>()
            || matches!(cause.downcast_ref(), Some(JournalError::InUse))
            || matches!(cause.downcast_ref(), Some(TaskError::Forced));
        if foreseen {
            return REFUSED;
        }
    }
    UNEXPECTED
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn a_cause_is_told_once() {
        let file = std::io::Error::other("no disk");
        let error =
            anyhow::Error::from(KeypairError::File { path: "key.json".into(), source: file }).context("starting");
        assert_eq!(message(&error), "starting: cannot use the keypair file key.json: no disk");
    }

    #[test]
    fn codes_tell_refused_from_unexpected_from_misuse() {
        let wrong = anyhow::Error::from(ConfigError::key("a.b", "is wrong")).context("reading");
        assert_eq!(code(&wrong), USAGE);
        assert_eq!(code(&Refusal("no".into()).into()), REFUSED);
        assert_eq!(code(&anyhow::anyhow!("what")), UNEXPECTED);
        let source = anyhow::Error::from(RegistrationError::NotRegistered { commands: "x".into() });
        let failed: Result<(), _> = Err(TaskError::Failed { name: "watcher", source });
        assert_eq!(code(&failed.context("running").expect_err("failed")), REFUSED);
    }
}
