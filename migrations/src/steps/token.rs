//! HEAT: the mint, the configuration, the statistics and the genesis supply.

use async_trait::async_trait;
use furnace_client::{
    accounts::TokenConfig,
    chain::{Chain, ChainError},
    generated::token::instructions::InitializeInstructionArgs,
    heat::Heat,
    instructions::token,
    pda, program,
};
use furnace_common::limits::GENESIS_SUPPLY;
use solana_address::Address;
use solana_instruction::Instruction;

use super::{
    State, Step,
    compare::{Comparison, read},
};
use crate::Roles;

pub(super) struct Token {
    pub(super) roles: Roles,
}

#[async_trait]
impl Step for Token {
    fn name(&self) -> &'static str {
        "token"
    }

    fn about(&self) -> String {
        format!("create HEAT and mint {} to the treasury of {}", Heat(GENESIS_SUPPLY), self.roles.treasury_owner)
    }

    fn account(&self) -> Address {
        pda::token_config()
    }

    fn gate(&self) -> Option<Address> {
        Some(program::TOKEN)
    }

    fn instruction(&self) -> Instruction {
        let Roles { deployer, payer, treasury_owner, .. } = self.roles;
        token::initialize(deployer, payer, InitializeInstructionArgs { treasury_owner })
    }

    async fn state(&self, chain: &dyn Chain) -> Result<State, ChainError> {
        let Some(config) = read::<TokenConfig>(chain, self.account()).await? else {
            return Ok(State::Pending);
        };
        let address = pda::treasury();
        let treasury = chain.token_account(&address).await?.ok_or(ChainError::Missing { what: "treasury", address })?;
        Ok(Comparison::default()
            .field("treasury", address, config.treasury)
            .field("treasury owner", self.roles.treasury_owner, treasury.owner)
            .field("genesis", Heat(GENESIS_SUPPLY), Heat(config.genesis))
            .state())
    }
}
