//! What an operator configures: a file, overridden by the environment, overridden by flags.

mod check;
mod devices;
mod error;
mod example;
mod load;
mod sections;
mod text;
mod url;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use devices::Devices;
pub use error::ConfigError;
pub use example::example;
pub use load::{ENVIRONMENT_PREFIX, Overrides, load};
pub use sections::{
    ChainConfig, DeviceConfig, KernelName, Limits, MetricsConfig, NetworkConfig, PolicyConfig, RunConfig, StorePrefix,
    VerifyConfig, WorkerConfig,
};
pub use text::Text;
pub use url::RpcUrl;

/// The whole configuration. Printing it shows no secret.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// How to reach the chain.
    #[serde(default)]
    pub chain: ChainConfig,
    /// Who this worker is.
    pub worker: WorkerConfig,
    /// What it computes on.
    #[serde(default)]
    pub device: DeviceConfig,
    /// Which jobs it takes.
    #[serde(default)]
    pub policy: PolicyConfig,
    /// What a job may cost this machine.
    #[serde(default)]
    pub limits: Limits,
    /// How it runs.
    #[serde(default)]
    pub run: RunConfig,
    /// How it judges results of others.
    #[serde(default)]
    pub verify: VerifyConfig,
    /// How others reach it.
    #[serde(default)]
    pub network: NetworkConfig,
    /// Where it can be watched.
    #[serde(default)]
    pub metrics: MetricsConfig,
}

impl Config {
    /// The effective configuration as a document, without secrets.
    pub fn to_toml(&self) -> Result<String, ConfigError> {
        toml::to_string_pretty(self).map_err(|error| ConfigError::Print(error.to_string()))
    }
}
