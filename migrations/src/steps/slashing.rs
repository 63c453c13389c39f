//! The ledger of penalties, and what disputes need.

use async_trait::async_trait;
use furnace_client::{
    accounts::PenaltyLedger,
    chain::{Chain, ChainError},
    instructions::slashing,
    pda,
};
use solana_address::Address;
use solana_instruction::Instruction;

use super::{State, Step, compare::read};
use crate::Roles;

pub(super) struct Slashing {
    pub(super) roles: Roles,
}

#[async_trait]
impl Step for Slashing {
    fn name(&self) -> &'static str {
        "slashing"
    }

    fn about(&self) -> String {
        "open the ledger of penalties, the roster of verifiers and the vault of bonds".to_owned()
    }

    fn account(&self) -> Address {
        pda::penalty_ledger()
    }

    fn instruction(&self) -> Instruction {
        slashing::initialize(self.roles.payer)
    }

    async fn state(&self, chain: &dyn Chain) -> Result<State, ChainError> {
        let ledger = read::<PenaltyLedger>(chain, self.account()).await?;
        Ok(ledger.map_or(State::Pending, |_| State::Applied))
    }
}
