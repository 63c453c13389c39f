//! Parameters of the stake pools.

use async_trait::async_trait;
use furnace_client::{
    accounts::StakingConfig,
    chain::{Chain, ChainError},
    generated::staking::instructions::InitializeInstructionArgs,
    instructions::staking,
    pda, program,
};
use solana_address::Address;
use solana_instruction::Instruction;

use super::{
    State, Step,
    compare::{Comparison, read},
};
use crate::{Roles, config};

pub(super) struct Staking {
    pub(super) config: config::Staking,
    pub(super) roles: Roles,
}

impl Staking {
    fn cooldown_seconds(&self) -> i64 {
        // The bounds that were checked lie far below.
        i64::try_from(self.config.cooldown.as_secs()).unwrap_or(i64::MAX)
    }
}

#[async_trait]
impl Step for Staking {
    fn name(&self) -> &'static str {
        "staking"
    }

    fn about(&self) -> String {
        let cooldown = humantime::format_duration(self.config.cooldown);
        format!("set a cool-down of {cooldown} and a delegation cap of {} bps", self.config.delegation_cap_bps)
    }

    fn account(&self) -> Address {
        pda::staking_config()
    }

    fn gate(&self) -> Option<Address> {
        Some(program::STAKING)
    }

    fn instruction(&self) -> Instruction {
        let Roles { deployer, payer, authority, .. } = self.roles;
        let arguments = InitializeInstructionArgs {
            authority,
            cooldown_seconds: self.cooldown_seconds(),
            delegation_cap_bps: self.config.delegation_cap_bps,
        };
        staking::initialize(deployer, payer, arguments)
    }

    async fn state(&self, chain: &dyn Chain) -> Result<State, ChainError> {
        let Some(stored) = read::<StakingConfig>(chain, self.account()).await? else {
            return Ok(State::Pending);
        };
        Ok(Comparison::default()
            .field("authority", self.roles.authority, stored.authority)
            .field("cooldown (seconds)", self.cooldown_seconds(), stored.cooldown_seconds)
            .field("delegation_cap_bps", self.config.delegation_cap_bps, stored.delegation_cap_bps)
            .state())
    }
}
