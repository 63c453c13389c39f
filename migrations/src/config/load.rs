//! Reading a configuration: a preset, changed by a file, changed by the environment.

use std::{fmt, path::Path, str::FromStr};

use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};

use super::{Config, ConfigError};

/// Prefix of environment variables, as in `FURNACE_MIGRATE__MARKET__REVIEW=30m`.
const ENVIRONMENT: &str = "FURNACE_MIGRATE__";

/// Parameters to start from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// For clusters where money is at stake.
    #[default]
    Standard,
    /// For development, with short waits.
    Localnet,
}

impl Config {
    /// Reads a configuration. Unknown keys are refused, and every value lies in its bounds.
    pub fn load(preset: Preset, file: Option<&Path>) -> Result<Self, ConfigError> {
        let mut figment = Figment::from(Serialized::defaults(preset.config()));
        if let Some(path) = file {
            if !path.is_file() {
                return Err(ConfigError::NoFile { path: path.to_owned() });
            }
            figment = figment.merge(Toml::file_exact(path));
        }
        let config: Self = figment
            .merge(Env::prefixed(ENVIRONMENT).split("__"))
            .extract()
            .map_err(|error| ConfigError::Unreadable(Box::new(error)))?;
        config.check()?;
        Ok(config)
    }
}

impl Preset {
    /// The parameters.
    pub fn config(self) -> Config {
        match self {
            Self::Standard => Config::default(),
            Self::Localnet => Config::localnet(),
        }
    }
}

impl FromStr for Preset {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "standard" => Ok(Self::Standard),
            "localnet" => Ok(Self::Localnet),
            other => Err(format!("'{other}' is no preset: give standard or localnet")),
        }
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Standard => "standard",
            Self::Localnet => "localnet",
        })
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, time::Duration};

    use super::*;
    use crate::config::Amount;

    fn load(text: &str) -> Result<Config, ConfigError> {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("migrate.toml");
        fs::write(&path, text).expect("write");
        Config::load(Preset::Localnet, Some(&path))
    }

    #[test]
    fn a_file_changes_what_it_names_and_no_more() {
        let config =
            load("treasury = '11111111111111111111111111111111'\n[auction]\nmin_lot = 2.5\n[market]\nreview = '45s'")
                .expect("valid");
        assert_eq!(config.market.review, Duration::from_secs(45));
        assert_eq!(config.market.name, "render");
        assert_eq!(config.staking, Config::localnet().staking);
        assert_eq!((config.treasury, config.auction.min_lot), (Some(Default::default()), Amount(2_500_000)));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, named) in [
            ("[market]\nreviev = '45s'", "reviev"),
            ("[market]\nreview = 'soon'", "market.review"),
            ("treasury = 'me'", "'me' is not an address"),
            ("[fees]\ntake_bps = 3001", "fees.take_bps"),
            ("[price]\nfeed = '12'", "64 hexadecimal digits"),
            ("[auction]\nmin_lot = 'much'", "auction.min_lot"),
        ] {
            let error = load(text).expect_err(text).to_string();
            assert!(error.contains(named), "{error}");
        }
        let missing = Config::load(Preset::Standard, Some(Path::new("/nowhere.toml"))).expect_err("missing");
        assert!(missing.to_string().contains("/nowhere.toml"));
    }
}
