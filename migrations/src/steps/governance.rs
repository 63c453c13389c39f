//! Roles and parameters of the whole protocol.

use async_trait::async_trait;
use furnace_client::{
    accounts::Governance as StoredGovernance,
    chain::{Chain, ChainError},
    generated::governance::{instructions::InitializeInstructionArgs, types::Parameters},
    instructions::governance,
    pda, program,
};
use solana_address::Address;
use solana_instruction::Instruction;

use super::{
    State, Step,
    compare::{Comparison, read},
    seconds,
};
use crate::{Config, Roles, config::Amount};

pub(super) struct Governance {
    pub(super) config: Config,
    pub(super) usd_mint: Address,
    pub(super) roles: Roles,
}

impl Governance {
    fn epoch_seconds(&self) -> i64 {
        seconds(self.config.governance.epoch).into()
    }

    /// The parameters; their bounds have been checked.
    fn parameters(&self) -> Parameters {
        let Config { governance, staking, fees, auction, price, .. } = &self.config;
        Parameters {
            heat_usd_feed: price.feed.unwrap_or_default(),
            cooldown_seconds: seconds(staking.cooldown).into(),
            min_lot: auction.min_lot.0,
            max_lot: auction.max_lot.0,
            half_life_seconds: seconds(auction.half_life),
            start_multiple_bps: auction.start_multiple_bps,
            notice_seconds: seconds(governance.notice),
            delegation_cap_bps: staking.delegation_cap_bps,
            take_bps: fees.take_bps,
            burn_bps: fees.burn_bps,
            staker_bps: fees.staker_bps,
            max_price_age_seconds: u16::try_from(seconds(price.max_age)).unwrap_or(u16::MAX),
            max_confidence_bps: price.max_confidence_bps,
        }
    }
}

#[async_trait]
impl Step for Governance {
    fn name(&self) -> &'static str {
        "governance"
    }

    fn about(&self) -> String {
        let epoch = humantime::format_duration(self.config.governance.epoch);
        let cooldown = humantime::format_duration(self.config.staking.cooldown);
        let take = self.config.fees.take_bps;
        format!("set an epoch of {epoch}, a cool-down of {cooldown} and a take of {take} bps")
    }

    fn account(&self) -> Address {
        pda::governance()
    }

    fn gate(&self) -> Option<Address> {
        Some(program::GOVERNANCE)
    }

    fn usd_mint(&self) -> Option<Address> {
        Some(self.usd_mint)
    }

    fn instruction(&self) -> Instruction {
        let Roles { deployer, payer, authority, guardian, .. } = self.roles;
        let arguments = InitializeInstructionArgs {
            authority,
            guardian,
            epoch_seconds: self.epoch_seconds(),
            parameters: self.parameters(),
        };
        governance::initialize(deployer, payer, self.usd_mint, arguments)
    }

    async fn state(&self, chain: &dyn Chain) -> Result<State, ChainError> {
        let Some(stored) = read::<StoredGovernance>(chain, self.account()).await? else {
            return Ok(State::Pending);
        };
        let roles = Comparison::default()
            .field("authority", self.roles.authority, stored.authority)
            .field("guardian", self.roles.guardian, stored.guardian)
            .field("usd_mint", self.usd_mint, stored.usd_mint)
            .field("epoch (seconds)", self.epoch_seconds(), stored.epoch_seconds);
        Ok(compare(roles, &self.parameters(), &stored.parameters).state())
    }
}

fn compare(compared: Comparison, expected: &Parameters, found: &Parameters) -> Comparison {
    compared
        .field("notice (seconds)", expected.notice_seconds, found.notice_seconds)
        .field("cooldown (seconds)", expected.cooldown_seconds, found.cooldown_seconds)
        .field("delegation_cap_bps", expected.delegation_cap_bps, found.delegation_cap_bps)
        .field("take_bps", expected.take_bps, found.take_bps)
        .field("burn_bps", expected.burn_bps, found.burn_bps)
        .field("staker_bps", expected.staker_bps, found.staker_bps)
        .field("half_life (seconds)", expected.half_life_seconds, found.half_life_seconds)
        .field("start_multiple_bps", expected.start_multiple_bps, found.start_multiple_bps)
        .field("min_lot", Amount(expected.min_lot), Amount(found.min_lot))
        .field("max_lot", Amount(expected.max_lot), Amount(found.max_lot))
        .field("feed", hex::encode(expected.heat_usd_feed), hex::encode(found.heat_usd_feed))
        .field("max_age (seconds)", expected.max_price_age_seconds, found.max_price_age_seconds)
        .field("max_confidence_bps", expected.max_confidence_bps, found.max_confidence_bps)
}
