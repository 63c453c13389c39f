//! The beacon of proofs.

use async_trait::async_trait;
use furnace_client::{
    accounts::Beacon,
    chain::{Chain, ChainError},
    instructions::proofs,
    pda,
};
use solana_address::Address;
use solana_instruction::Instruction;

use super::{State, Step, compare::read};
use crate::Roles;

pub(super) struct Proofs {
    pub(super) roles: Roles,
}

#[async_trait]
impl Step for Proofs {
    fn name(&self) -> &'static str {
        "proofs"
    }

    fn about(&self) -> String {
        "open the beacon from whose seed workers prove".to_owned()
    }

    fn account(&self) -> Address {
        pda::beacon()
    }

    fn instruction(&self) -> Instruction {
        proofs::initialize(self.roles.payer)
    }

    async fn state(&self, chain: &dyn Chain) -> Result<State, ChainError> {
        let beacon = read::<Beacon>(chain, self.account()).await?;
        Ok(beacon.map_or(State::Pending, |_| State::Applied))
    }
}
