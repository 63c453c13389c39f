//! What a network is to be like, and how far it has come.

use std::path::PathBuf;

use furnace_migrations::Config;

use crate::chain::Ports;

/// What a network is to be like.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where it listens.
    pub ports: Ports,
    /// The `solana-test-validator` to run; without one the chain is embedded.
    pub validator: Option<PathBuf>,
    /// Folder with the programs' `.so` files.
    pub programs: PathBuf,
    /// Folder for keys and the description, and for a validator's ledger.
    pub state: PathBuf,
    /// Names of wallets beside the usual ones.
    pub further_actors: Vec<String>,
    /// Parameters. The network's own wallets take the roles, and its own dollar token is the dollar token.
    pub config: Config,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            ports: Ports::default(),
            validator: None,
            programs: "target/deploy".into(),
            state: ".furnace/localnet".into(),
            further_actors: Vec::new(),
            config: Config::localnet(),
        }
    }
}

/// How far a start has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The chain comes up with the programs.
    Chain,
    /// The dollar token is created.
    Usd,
    /// A step of the set-up goes out.
    Step(&'static str),
    /// The wallets get their HEAT and dollars.
    Money,
}
