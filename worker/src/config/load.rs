//! Reading the configuration: file < environment < flags.

use std::path::Path;

use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
    value::Value,
};

use super::{Config, ConfigError, check::check, sections::DEFAULT_WORK_FOLDER};

/// Environment variables that hold configuration begin with this; `__` goes one level down.
pub const ENVIRONMENT_PREFIX: &str = "FURNACE__";

/// Values from the command line, by key.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    values: Vec<(String, Value)>,
}

impl Overrides {
    /// Sets a key to a text.
    pub fn text(&mut self, key: &str, value: impl ToString) {
        self.values.push((key.to_owned(), value.to_string().into()));
    }

    /// Sets a key from `key=value`, where the value is a number, `true`, a list or a text.
    pub fn assignment(&mut self, assignment: &str) -> Result<(), ConfigError> {
        let (key, value) = assignment
            .split_once('=')
            .filter(|(key, _)| !key.trim().is_empty())
            .ok_or_else(|| ConfigError::key(assignment, "write it as key=value, for example policy.min_price=2"))?;
        let value = value.parse().unwrap_or_else(|_| Value::from(value));
        self.values.push((key.trim().to_owned(), value));
        Ok(())
    }
}

/// Reads and checks the configuration.
pub fn load(file: &Path, overrides: &Overrides) -> Result<Config, ConfigError> {
    if !file.is_file() {
        return Err(ConfigError::NoFile(file.to_owned()));
    }
    let mut figment = Figment::from(Toml::file_exact(file)).merge(Env::prefixed(ENVIRONMENT_PREFIX).split("__"));
    for (key, value) in &overrides.values {
        figment = figment.merge(Serialized::default(key, value));
    }
    // By default, too, the folder lies beside the file, not wherever the program was started.
    let work_folder = file.with_file_name(DEFAULT_WORK_FOLDER);
    let config = figment.join(Serialized::default("run.work_folder", work_folder)).extract()?;
    check(&config)?;
    Ok(config)
}
