//! The first market.

use async_trait::async_trait;
use furnace_client::{
    accounts::Market as StoredMarket,
    chain::{Chain, ChainError},
    generated::jobs::{instructions::MarketOpenInstructionArgs, types::Needs},
    heat::Heat,
    instructions::jobs,
    pda,
};
use furnace_common::limits::{MARKET_BOND, NAME_BYTES};
use furnace_common::state::{Payment, PriceMode};
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
            payment: Payment::Heat.byte(),
            modes: PriceMode::ALL_BITS,
            name,
            max_job_seconds: seconds(config.max_job),
            max_lease_seconds: seconds(config.max_lease),
            review_seconds: seconds(config.review),
            grace_seconds: seconds(config.grace),
            notice_seconds: seconds(config.notice),
            collateral_bps: config.collateral_bps,
            audit_bps: config.audit_bps,
            attestor: Address::default(),
            needs: Needs {
                min_score: config.min_score,
                regions: 0,
                class_multiplier: config.class_multiplier,
                min_vram_gib: config.min_vram_gib,
                min_gpus: config.min_gpus,
                padding: [0; 7],
            },
        }
    }

    /// The bond comes from the treasury where it is the deployer's, else from the deployer's own HEAT.
    fn bond_account(&self) -> Address {
        match self.roles.deployer == self.roles.treasury_owner {
            true => pda::treasury(),
            false => pda::heat_account(&self.roles.deployer),
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
        let bond = Heat(MARKET_BOND);
        format!(
            "open market {} '{}' with a review of {review}, for a bond of {bond}",
            self.config.index, self.config.name
        )
    }

    fn account(&self) -> Address {
        pda::market(&self.roles.deployer, self.config.index)
    }

    fn bond_source(&self) -> Option<Address> {
        Some(self.bond_account())
    }

    fn instruction(&self) -> Instruction {
        jobs::market_open(self.roles.deployer, self.roles.payer, pda::heat_mint(), self.bond_account(), self.terms())
    }

    async fn state(&self, chain: &dyn Chain) -> Result<State, ChainError> {
        let Some(stored) = read::<StoredMarket>(chain, self.account()).await? else {
            return Ok(State::Pending);
        };
        let terms = self.terms();
        Ok(Comparison::default()
            .field("name", self.config.name.clone(), stored.title())
            .field("max_job (seconds)", terms.max_job_seconds, stored.max_job_seconds)
            .field("max_lease (seconds)", terms.max_lease_seconds, stored.max_lease_seconds)
            .field("review (seconds)", terms.review_seconds, stored.review_seconds)
            .field("grace (seconds)", terms.grace_seconds, stored.grace_seconds)
            .field("notice (seconds)", terms.notice_seconds, stored.notice_seconds)
            .field("collateral_bps", terms.collateral_bps, stored.collateral_bps)
            .field("audit_bps", terms.audit_bps, stored.audit_bps)
            .field("class_multiplier", terms.needs.class_multiplier, stored.needs.class_multiplier)
            .field("min_gpus", terms.needs.min_gpus, stored.needs.min_gpus)
            .field("min_vram_gib", terms.needs.min_vram_gib, stored.needs.min_vram_gib)
            .field("min_score", terms.needs.min_score, stored.needs.min_score)
            .field("take_bps", self.rates.take_bps, stored.take_bps)
            .field("burn_bps", self.rates.burn_bps, stored.burn_bps)
            .state())
    }
}
