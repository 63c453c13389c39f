//! The vault for the first market's fees, without which the market cannot be opened.

use async_trait::async_trait;
use furnace_client::{
    chain::{Chain, ChainError},
    instructions::token,
    pda,
};
use solana_address::Address;
use solana_instruction::Instruction;

use super::{
    State, Step,
    compare::{Comparison, is_blank},
};
use crate::Roles;

pub(super) struct FeeVault {
    pub(super) index: u8,
    pub(super) roles: Roles,
}

impl FeeVault {
    fn market(&self) -> Address {
        pda::market(&self.roles.deployer, self.index)
    }
}

#[async_trait]
impl Step for FeeVault {
    fn name(&self) -> &'static str {
        "fee-vault"
    }

    fn about(&self) -> String {
        format!("open the vault for the fees of market {}", self.market())
    }

    fn account(&self) -> Address {
        pda::fee_vault(&self.market(), &pda::heat_mint())
    }

    fn instruction(&self) -> Instruction {
        token::fee_vault_open(self.roles.payer, self.market(), pda::heat_mint())
    }

    async fn state(&self, chain: &dyn Chain) -> Result<State, ChainError> {
        let address = self.account();
        if chain.account(&address).await?.is_none_or(|account| is_blank(&account)) {
            return Ok(State::Pending);
        }
        let vault = chain.token_account(&address).await?.ok_or(ChainError::Missing { what: "fee vault", address })?;
        Ok(Comparison::default()
            .field("mint", pda::heat_mint(), vault.mint)
            .field("owner", pda::token_config(), vault.owner)
            .state())
    }
}
