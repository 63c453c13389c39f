//! What would be done, in which order.

use std::fmt;

use crate::{Addresses, Config, ConfigError, Outcome, Report, Roles, Step, StepReport, steps};

/// The steps for a configuration.
pub struct Plan {
    steps: Vec<Box<dyn Step>>,
    addresses: Addresses,
}

impl Plan {
    /// The steps for a configuration and the wallets that carry it out. Needs no chain.
    pub fn new(config: &Config, roles: Roles) -> Result<Self, ConfigError> {
        Ok(Self { steps: steps::all(config, roles)?, addresses: Addresses::new(config, roles)? })
    }

    /// The steps, in order.
    pub fn steps(&self) -> impl Iterator<Item = &dyn Step> {
        self.steps.iter().map(AsRef::as_ref)
    }

    /// The plan as a report on nothing done yet.
    pub fn report(&self) -> Report {
        let steps = self.steps().map(|step| StepReport::new(step, Outcome::Pending)).collect();
        Report { steps, addresses: self.addresses }
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.steps().map(Step::name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use solana_address::Address;

    use super::*;

    fn config() -> Config {
        let mut config = Config::default();
        config.governance.usd_mint = Some(Address::new_from_array([3; 32]));
        config
    }

    fn roles() -> Roles {
        let deployer = Address::new_from_array([1; 32]);
        Roles::new(&config(), deployer, Address::new_from_array([2; 32]))
    }

    #[test]
    fn what_others_build_on_comes_first() {
        let plan = Plan::new(&config(), roles()).expect("a plan");
        let names: Vec<_> = plan.steps().map(Step::name).collect();
        assert_eq!(names, ["governance", "token", "staking", "usd", "slashing", "proofs", "fee-vault", "market"]);
    }

    #[test]
    fn initialising_takes_the_upgrade_authority() {
        let plan = Plan::new(&config(), roles()).expect("a plan");
        for step in plan.steps() {
            let instruction = step.instruction();
            let signs = |address| instruction.accounts.iter().any(|meta| meta.is_signer && meta.pubkey == address);
            assert!(signs(roles().payer), "{}", step.name());
            assert!(step.gate().is_none() || signs(roles().deployer), "{}", step.name());
            assert!(instruction.accounts.iter().any(|meta| meta.pubkey == step.account()), "{}", step.name());
        }
    }

    #[test]
    fn a_configuration_out_of_bounds_has_no_plan() {
        let mut narrow = config();
        narrow.market.min_gpus = 0;
        assert!(Plan::new(&narrow, roles()).is_err());
    }

    #[test]
    fn without_a_dollar_token_there_is_no_plan() {
        let error = Plan::new(&Config::default(), roles()).expect_err("not named").to_string();
        assert!(error.contains("governance.usd_mint"), "{error}");
    }
}
