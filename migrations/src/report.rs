//! What a run did and found.

use furnace_client::pda;
use serde::Serialize;
use solana_address::Address;
use solana_signature::Signature;

use crate::{Config, ConfigError, Roles, State, Step};

/// Every step with its outcome, and where everything is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// In order.
    pub steps: Vec<StepReport>,
    /// Where everything is, or will be.
    pub addresses: Addresses,
}

/// A step with its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepReport {
    /// Name of the step.
    pub name: &'static str,
    /// What it does.
    pub about: String,
    /// The account that it opens.
    #[serde(serialize_with = "text")]
    pub account: Address,
    /// How it stands.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// How a step stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Not done.
    Pending,
    /// Done just now.
    Applied {
        /// The transaction.
        #[serde(serialize_with = "text")]
        signature: Signature,
    },
    /// Done before, as configured.
    Unchanged,
    /// Done, with other values than configured.
    Differs {
        /// What differs.
        differences: Vec<Difference>,
    },
}

/// A stored value that is not the configured one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Which value.
    pub field: &'static str,
    /// As configured.
    pub expected: String,
    /// As stored.
    pub found: String,
}

/// Where everything is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Addresses {
    /// Roles and parameters of the whole protocol.
    #[serde(serialize_with = "text")]
    pub governance: Address,
    /// The HEAT mint.
    #[serde(serialize_with = "text")]
    pub mint: Address,
    /// The token account that genesis is minted to.
    #[serde(serialize_with = "text")]
    pub treasury: Address,
    /// The dollar token.
    #[serde(serialize_with = "text")]
    pub usd_mint: Address,
    /// The treasury's account of it.
    #[serde(serialize_with = "text")]
    pub usd_treasury: Address,
    /// The auction in which dollar fees are sold for HEAT.
    #[serde(serialize_with = "text")]
    pub auction: Address,
    /// The first market.
    #[serde(serialize_with = "text")]
    pub market: Address,
    /// The vault for the first market's fees.
    #[serde(serialize_with = "text")]
    pub fee_vault: Address,
}

impl Report {
    /// Whether everything is done as configured.
    pub fn is_complete(&self) -> bool {
        self.steps.iter().all(|step| matches!(step.outcome, Outcome::Applied { .. } | Outcome::Unchanged))
    }

    /// How many steps were done just now.
    pub fn applied(&self) -> usize {
        self.steps.iter().filter(|step| matches!(step.outcome, Outcome::Applied { .. })).count()
    }

    /// How many steps are still to be done.
    pub fn pending(&self) -> usize {
        self.steps.iter().filter(|step| step.outcome == Outcome::Pending).count()
    }

    /// Everything stored that is not as configured, with the step it belongs to.
    pub fn differences(&self) -> impl Iterator<Item = (&'static str, &Difference)> {
        self.steps.iter().flat_map(|step| {
            let differences: &[Difference] = match &step.outcome {
                Outcome::Differs { differences } => differences,
                _ => &[],
            };
            differences.iter().map(|difference| (step.name, difference))
        })
    }
}

impl StepReport {
    pub(crate) fn new(step: &dyn Step, outcome: Outcome) -> Self {
        Self { name: step.name(), about: step.about(), account: step.account(), outcome }
    }
}

impl From<State> for Outcome {
    fn from(state: State) -> Self {
        match state {
            State::Pending => Self::Pending,
            State::Applied => Self::Unchanged,
            State::Differs(differences) => Self::Differs { differences },
        }
    }
}

impl Addresses {
    pub(crate) fn new(config: &Config, roles: Roles) -> Result<Self, ConfigError> {
        let (mint, usd_mint) = (pda::heat_mint(), config.usd_mint()?);
        let market = pda::market(&roles.deployer, config.market.index);
        Ok(Self {
            governance: pda::governance(),
            mint,
            treasury: pda::treasury(),
            usd_mint,
            usd_treasury: pda::treasury_of(&usd_mint),
            auction: pda::auction(&usd_mint),
            market,
            fee_vault: pda::fee_vault(&market, &mint),
        })
    }
}

fn text<S: serde::Serializer>(value: &impl ToString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&value.to_string())
}
