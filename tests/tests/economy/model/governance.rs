//! Pauses and parameters.

use furnace_client::generated::governance::errors::FurnaceGovernanceError::*;
use furnace_client::generated::governance::types::Parameters;
use furnace_common::limits::*;
use furnace_common::pause::ALL;

use super::Model;
use super::refusal::{Refusal, require};

impl Model {
    pub(super) fn pause(&mut self, what: u8) -> Result<(), Refusal> {
        require((1..=ALL).contains(&what), UnknownPause)?;
        self.paused |= what;
        Ok(())
    }

    pub(super) fn unpause(&mut self, what: u8) -> Result<(), Refusal> {
        require((1..=ALL).contains(&what), UnknownPause)?;
        self.paused &= !what;
        Ok(())
    }

    pub(super) fn propose(&mut self, new: &Parameters) -> Result<(), Refusal> {
        require(is_in_bounds(new), ParameterOutOfBounds)?;
        self.proposed = Some((new.clone(), self.now + i64::from(self.parameters.notice_seconds)));
        Ok(())
    }

    pub(super) fn apply(&mut self) -> Result<(), Refusal> {
        let (parameters, effective_at) = self.proposed.take().ok_or(NothingProposed)?;
        require(self.now >= effective_at, NoticeNotOver)?;
        self.parameters = parameters;
        Ok(())
    }

    pub(super) fn cancel_proposal(&mut self) -> Result<(), Refusal> {
        self.proposed.take().map(|_| ()).ok_or(NothingProposed.into())
    }
}

/// The hard bounds of what the actions propose.
fn is_in_bounds(new: &Parameters) -> bool {
    (MIN_COOLDOWN_SECONDS..=MAX_COOLDOWN_SECONDS).contains(&new.cooldown_seconds)
        && new.delegation_cap_bps <= MAX_DELEGATION_CAP_BPS
        && (MIN_BURN_BPS..=10_000).contains(&new.burn_bps)
        && new.burn_bps + new.staker_bps <= 10_000
        && (MIN_HALF_LIFE_SECONDS..=MAX_HALF_LIFE_SECONDS).contains(&new.half_life_seconds)
        && (MIN_NOTICE_SECONDS..=MAX_NOTICE_SECONDS).contains(&new.notice_seconds)
}
