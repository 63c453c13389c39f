//! The books and vaults of the stakers' fees.

use async_trait::async_trait;
use furnace_client::{
    accounts::StakerFees,
    chain::{Chain, ChainError},
    instructions::staking,
    pda,
};
use solana_address::Address;
use solana_instruction::Instruction;

use super::{
    State, Step,
    compare::{Comparison, read},
};
use crate::Roles;

pub(super) struct Staking {
    pub(super) usd_mint: Address,
    pub(super) roles: Roles,
}

#[async_trait]
impl Step for Staking {
    fn name(&self) -> &'static str {
        "staking"
    }

    fn about(&self) -> String {
        "open the vaults of the stakers' fees in HEAT and in dollars".to_owned()
    }

    fn account(&self) -> Address {
        pda::staker_fees()
    }

    fn instruction(&self) -> Instruction {
        staking::initialize(self.roles.payer, self.usd_mint)
    }

    async fn state(&self, chain: &dyn Chain) -> Result<State, ChainError> {
        let Some(stored) = read::<StakerFees>(chain, self.account()).await? else {
            return Ok(State::Pending);
        };
        let [heat_vault, usd_vault] = stored.vaults;
        Ok(Comparison::default()
            .field("HEAT vault", pda::staker_fees_vault(&pda::heat_mint()), heat_vault)
            .field("dollar vault", pda::staker_fees_vault(&self.usd_mint), usd_vault)
            .state())
    }
}
