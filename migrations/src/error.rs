//! Why a set-up stops.

use furnace_client::{chain::ChainError, heat::Heat};
use solana_address::Address;
use thiserror::Error;

use crate::ConfigError;

/// A set-up that cannot go on. What was done before stays done, and the next run continues there.
#[derive(Debug, Error)]
pub enum MigrationError {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Programs are missing.
    #[error("not deployed on this cluster: {programs}")]
    NotDeployed {
        /// Names and addresses.
        programs: String,
    },
    /// Someone else may initialise the program.
    #[error("the upgrade authority of {program} is {authority}, and the keypair given is {given}")]
    NotUpgradeAuthority {
        /// Name of the program.
        program: &'static str,
        /// Who may.
        authority: Address,
        /// Who tried.
        given: Address,
    },
    /// Nobody may initialise the program any more.
    #[error("{program} has no upgrade authority, so nobody can initialise it")]
    NoUpgradeAuthority {
        /// Name of the program.
        program: &'static str,
    },
    /// The dollar token is not what it must be.
    #[error("the dollar token {mint} is no SPL Token mint with 6 decimals on this cluster")]
    WrongUsdMint {
        /// As configured.
        mint: Address,
    },
    /// The bond of the first market is not there.
    #[error("{account} holds less than the bond of {bond} HEAT that the first market takes")]
    BondMissing {
        /// The HEAT account from which it is to come.
        account: Address,
        /// What it must hold.
        bond: Heat,
    },
    /// The chain cannot be read.
    #[error("the chain cannot be read")]
    Reading(#[source] ChainError),
    /// A step was refused.
    #[error("step '{step}' failed")]
    Step {
        /// Name of the step.
        step: &'static str,
        /// The chain's reason.
        source: ChainError,
    },
    /// A step was executed and the chain does not show it.
    #[error("step '{step}' was executed, but {account} does not appear on the chain")]
    Invisible {
        /// Name of the step.
        step: &'static str,
        /// The account that should be there.
        account: Address,
    },
}

impl MigrationError {
    /// What its reader can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NotDeployed { .. } => Some(
                "build the programs with 'cargo xtask build-sbf' and deploy each with 'solana program deploy', or start a network of your own with 'furnace localnet'",
            ),
            Self::NotUpgradeAuthority { .. } => Some("give the keypair that deployed the programs with --keypair"),
            Self::NoUpgradeAuthority { .. } => {
                Some("deploy the program anew, and make it final only after it is initialised")
            }
            Self::WrongUsdMint { .. } => {
                Some("name the cluster's dollar token as governance.usd_mint in the configuration, or with --usd-mint")
            }
            Self::BondMissing { .. } => {
                Some("send it from the treasury to the deployer, and run this again: it continues where it stopped")
            }
            Self::Reading(source) | Self::Step { source, .. } => chain_hint(source),
            Self::Invisible { .. } => Some("run this again: the node may be behind"),
            Self::Config(_) => None,
        }
    }
}

fn chain_hint(error: &ChainError) -> Option<&'static str> {
    match error {
        ChainError::Unreachable { .. } => Some("name a cluster with --url, or start one with 'furnace localnet'"),
        ChainError::Unfunded { .. } => Some("send SOL to the payer; rent and fees are paid in SOL"),
        error if error.is_transient() => Some("run this again: it continues where it stopped"),
        _ => None,
    }
}
