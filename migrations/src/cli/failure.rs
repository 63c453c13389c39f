//! Failures: what to say, what to suggest, which exit code.

use std::process::ExitCode;

use furnace_client::config::KeypairError;
use furnace_migrations::{ConfigError, MigrationError};
use serde_json::json;
use thiserror::Error;

const REFUSED: u8 = 1;
const UNEXPECTED: u8 = 2;
const USAGE: u8 = 64;

/// A wrong command line that the argument parser cannot see.
#[derive(Debug, Error)]
#[error("{0}")]
pub(super) struct Misuse(pub(super) String);

/// Prints the argument parser's message; asking for help is no failure.
pub(super) fn usage(refusal: &clap::Error) -> ExitCode {
    // Nothing is left to do when even the message cannot be printed.
    let _ = refusal.print();
    if refusal.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
}

/// Prints a failure with its hint.
pub(super) fn explain(error: &anyhow::Error, json: bool) -> ExitCode {
    let (code, hint) = (exit_code(error), hint(error));
    let message = format!("{error:#}");
    if json {
        eprintln!("{}", json!({ "error": { "message": message, "hint": hint, "code": code } }));
    } else {
        eprintln!("error: {message}");
        if let Some(hint) = hint {
            eprintln!("hint: {hint}");
        }
    }
    ExitCode::from(code)
}

fn exit_code(error: &anyhow::Error) -> u8 {
    match error.downcast_ref() {
        Some(MigrationError::Config(_)) => USAGE,
        Some(_) => REFUSED,
        None if error.is::<ConfigError>() || error.is::<KeypairError>() || error.is::<Misuse>() => USAGE,
        None => UNEXPECTED,
    }
}

fn hint(error: &anyhow::Error) -> Option<&'static str> {
    if let Some(KeypairError::File { .. }) = error.downcast_ref() {
        return Some("name the keypair that deployed the programs with --keypair FILE");
    }
    error.downcast_ref::<MigrationError>()?.hint()
}
