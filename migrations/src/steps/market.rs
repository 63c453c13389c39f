//! The first market.

use async_trait::async_trait;
use furnace_client::{
    accounts::Market as StoredMarket,
    chain::{Chain, ChainError},
    generated::jobs::instructions::MarketOpenInstructionArgs,
    instructions::jobs,
    pda,
};
use furnace_common::limits::NAME_BYTES;
use solana_address::Address;
use solana_instruction::Instruction;

use super::{
    State, Step,
    compare::{Comparison, read},
    seconds,
};
use crate::{Roles, config};

pub(super) struct Market {
    pub(super) config: config::Market,
    pub(super) rates: config::Fees,
    pub(super) roles: Roles,
}

impl Market {
    /// The terms; their bounds have been checked.
    fn terms(&self) -> MarketOpenInstructionArgs {
        let config = &self.config;
        let mut name = [0; NAME_BYTES];
        name.iter_mut().zip(config.name.bytes()).for_each(|(place, byte)| *place = byte);
        MarketOpenInstructionArgs {
            index: config.index,
            name,
            max_job_seconds: seconds(config.max_job),
            review_seconds: seconds(config.review),
            collateral_bps: config.collateral_bps,
            class_multiplier: config.class_multiplier,
            min_vram_gib: config.min_vram_gib,
            min_gpus: config.min_gpus,
        }
    }
}

#[async_trait]
impl Step for Market {
    fn name(&self) -> &'static str {
        "market"
    }

    fn about(&self) -> String {
        let review = humantime::format_duration(self.config.review);
        format!("open market {} '{}' with a review of {review}", self.config.index, self.config.name)
    }

    fn account(&self) -> Address {
        pda::market(&self.roles.deployer, self.config.index)
    }

    fn instruction(&self) -> Instruction {
        jobs::market_open(self.roles.deployer, self.roles.payer, self.terms())
    }

    async fn state(&self, chain: &dyn Chain) -> Result<State, ChainError> {
        let Some(stored) = read::<StoredMarket>(chain, self.account()).await? else {
            return Ok(State::Pending);
        };
        let terms = self.terms();
        Ok(Comparison::default()
            .field("name", self.config.name.clone(), stored.title())
            .field("max_job (seconds)", terms.max_job_seconds, stored.max_job_seconds)
            .field("review (seconds)", terms.review_seconds, stored.review_seconds)
            .field("collateral_bps", terms.collateral_bps, stored.collateral_bps)
            .field("class_multiplier", terms.class_multiplier, stored.class_multiplier)
            .field("min_gpus", terms.min_gpus, stored.min_gpus)
            .field("min_vram_gib", terms.min_vram_gib, stored.min_vram_gib)
            .field("take_bps", self.rates.take_bps, stored.take_bps)
            .field("burn_bps", self.rates.burn_bps, stored.burn_bps)
            .state())
    }
}
