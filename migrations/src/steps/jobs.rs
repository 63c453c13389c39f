//! Rates of the markets.

use async_trait::async_trait;
use furnace_client::{
    accounts::JobsConfig,
    chain::{Chain, ChainError},
    generated::jobs::instructions::InitializeInstructionArgs,
    instructions::jobs,
    pda, program,
};
use solana_address::Address;
use solana_instruction::Instruction;

use super::{
    State, Step,
    compare::{Comparison, read},
};
use crate::{Roles, config};

pub(super) struct Jobs {
    pub(super) config: config::Jobs,
    pub(super) roles: Roles,
}

#[async_trait]
impl Step for Jobs {
    fn name(&self) -> &'static str {
        "jobs"
    }

    fn about(&self) -> String {
        format!("set a take of {} bps, of which {} bps are burned", self.config.take_bps, self.config.burn_bps)
    }

    fn account(&self) -> Address {
        pda::jobs_config()
    }

    fn gate(&self) -> Option<Address> {
        Some(program::JOBS)
    }

    fn instruction(&self) -> Instruction {
        let Roles { deployer, payer, authority, .. } = self.roles;
        let config::Jobs { take_bps, burn_bps } = self.config;
        jobs::initialize(deployer, payer, InitializeInstructionArgs { authority, take_bps, burn_bps })
    }

    async fn state(&self, chain: &dyn Chain) -> Result<State, ChainError> {
        let Some(stored) = read::<JobsConfig>(chain, self.account()).await? else {
            return Ok(State::Pending);
        };
        Ok(Comparison::default()
            .field("authority", self.roles.authority, stored.authority)
            .field("take_bps", self.config.take_bps, stored.take_bps)
            .field("burn_bps", self.config.burn_bps, stored.burn_bps)
            .state())
    }
}
