//! Failures: what to say, what to suggest, which exit code.

use std::process::ExitCode;

use furnace_localnet::LocalnetError;
use furnace_migrations::{ConfigError, MigrationError};
use serde_json::json;

const REFUSED: u8 = 1;
const UNEXPECTED: u8 = 2;
const USAGE: u8 = 64;

/// Prints the argument parser's message; asking for help is no failure.
pub(super) fn usage(refusal: &clap::Error) -> ExitCode {
    // Nothing is left to do when even the message cannot be printed.
    let _ = refusal.print();
    if refusal.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
}

/// Prints a failure with its hint.
pub(super) fn explain(error: &anyhow::Error, json: bool) -> ExitCode {
    let code = exit_code(error);
    let hint = error.downcast_ref().and_then(LocalnetError::hint);
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
        Some(LocalnetError::Migration(error)) if matches!(**error, MigrationError::Config(_)) => USAGE,
        Some(LocalnetError::ActorName(_) | LocalnetError::Keypair(_)) => USAGE,
        Some(_) => REFUSED,
        None if error.is::<ConfigError>() => USAGE,
        None => UNEXPECTED,
    }
}
