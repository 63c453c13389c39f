//! Whether a program is the validator that is meant.

use std::{path::Path, process::Stdio};

use tokio::process::Command;

use super::ValidatorError;

/// The release line that the programs and the clients are built against.
pub(super) const VERSION: &str = "4.2";

/// Asks the program for its version.
pub(super) async fn check(path: &Path) -> Result<(), ValidatorError> {
    let answer = Command::new(path).arg("--version").stdin(Stdio::null()).kill_on_drop(true).output().await;
    let answer = answer.map_err(|source| ValidatorError::Unusable { path: path.to_owned(), source })?;
    let said = String::from_utf8_lossy(&answer.stdout);
    if is_right(&said) {
        return Ok(());
    }
    let said = said.lines().next().unwrap_or_default().to_owned();
    Err(ValidatorError::Version { path: path.to_owned(), said })
}

fn is_right(said: &str) -> bool {
    let mut words = said.split_whitespace();
    let patch = |version: &str| version.strip_prefix(VERSION).is_some_and(|rest| rest.starts_with('.'));
    words.next() == Some("solana-test-validator") && words.next().is_some_and(patch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_line_counts() {
        assert!(is_right("solana-test-validator 4.2.2 (src:00000000; feat:1, client:Agave)"));
        assert!(is_right("solana-test-validator 4.2.10"));
        for other in ["", "solana-test-validator", "solana-test-validator 4.20.1", "solana-test-validator 2.1.0"] {
            assert!(!is_right(other), "{other}");
        }
        assert!(!is_right("agave-validator 4.2.2"));
    }
}
