//! The treasury's dollars, and the auction of those whose worth is to be burned.

use async_trait::async_trait;
use furnace_client::{
    accounts::Auction,
    chain::{Chain, ChainError},
    instructions::token,
    pda, program,
};
use solana_address::Address;
use solana_instruction::Instruction;

use super::{
    State, Step,
    compare::{Comparison, read},
};
use crate::{Roles, config};

pub(super) struct Usd {
    pub(super) config: config::Auction,
    pub(super) usd_mint: Address,
    pub(super) roles: Roles,
}

impl Usd {
    /// Its bounds have been checked.
    fn start_price(&self) -> u64 {
        self.config.start_price_fixed().unwrap_or(u64::MAX)
    }
}

#[async_trait]
impl Step for Usd {
    fn name(&self) -> &'static str {
        "usd"
    }

    fn about(&self) -> String {
        let (mint, price) = (self.usd_mint, self.config.start_price);
        format!("open the treasury's account of {mint}, and its auction at {price} HEAT for a dollar")
    }

    fn account(&self) -> Address {
        pda::auction(&self.usd_mint)
    }

    fn gate(&self) -> Option<Address> {
        Some(program::TOKEN)
    }

    fn instruction(&self) -> Instruction {
        token::usd_open(self.roles.deployer, self.roles.payer, self.usd_mint, self.start_price())
    }

    async fn state(&self, chain: &dyn Chain) -> Result<State, ChainError> {
        let Some(stored) = read::<Auction>(chain, self.account()).await? else {
            return Ok(State::Pending);
        };
        let address = stored.treasury;
        let treasury = chain.token_account(&address).await?;
        let treasury = treasury.ok_or(ChainError::Missing { what: "treasury of dollars", address })?;
        let compared = Comparison::default()
            .field("dollar mint", self.usd_mint, stored.mint)
            .field("treasury", pda::treasury_of(&self.usd_mint), address)
            .field("treasury owner", self.roles.treasury_owner, treasury.owner);
        // Each lot that is sold out sets the price anew.
        let compared = match stored.lots {
            0 => compared.field("start_price (Q32.32)", self.start_price(), stored.start_price),
            _ => compared,
        };
        Ok(compared.state())
    }
}
