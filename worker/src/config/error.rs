//! What is wrong with a configuration.

use std::path::PathBuf;

use thiserror::Error;

/// A refused configuration.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConfigError {
    /// The file is not there.
    #[error("there is no configuration file {}; write one with 'furnace-worker init'", .0.display())]
    NoFile(PathBuf),
    /// A key is missing, unknown, or has a value that it cannot have.
    #[error("{key}: {reason}{}", place(source_name))]
    Key {
        /// The key with its section, for example `policy.min_price`.
        key: String,
        /// What must hold, or what was found instead.
        reason: String,
        /// The file, or where else the value comes from.
        source_name: Option<String>,
    },
    /// The file is not TOML.
    #[error("{0}")]
    Syntax(String),
    /// The configuration cannot be printed.
    #[error("the configuration cannot be printed: {0}")]
    Print(String),
}

impl ConfigError {
    /// A key with a value that it cannot have.
    pub fn key(key: &str, reason: impl Into<String>) -> Self {
        Self::Key { key: key.to_owned(), reason: reason.into(), source_name: None }
    }
}

fn place(source: &Option<String>) -> String {
    source.as_ref().map_or_else(String::new, |source| format!(" (in {source})"))
}

impl From<figment::Error> for ConfigError {
    fn from(error: figment::Error) -> Self {
        use figment::error::Kind;
        let mut path = error.path.clone();
        let reason = match &error.kind {
            Kind::MissingField(name) => {
                path.push(name.to_string());
                "is missing".to_owned()
            }
            Kind::UnknownField(name, expected) => {
                if path.last() != Some(name) {
                    path.push(name.clone());
                }
                format!("is not a key of the configuration; here are {}", expected.join(", "))
            }
            other => other.to_string(),
        };
        if path.is_empty() {
            return Self::Syntax(error.to_string());
        }
        Self::Key { key: path.join("."), reason, source_name: error.metadata.as_ref().map(source_name) }
    }
}

fn source_name(metadata: &figment::Metadata) -> String {
    match &metadata.source {
        Some(figment::Source::File(path)) => path.display().to_string(),
        _ if metadata.name.contains("environment") => "the environment".to_owned(),
        _ => "the command line".to_owned(),
    }
}
