use anchor_lang::bytemuck::Zeroable;
use anchor_lang::prelude::*;
use furnace_common::limits::{MAX_EPOCH_SECONDS, MIN_EPOCH_SECONDS};
use furnace_common::pause;

use super::Parameters;
use crate::error::GovernanceError;

/// Roles and parameters of the whole protocol. Every program reads it; only this one writes it.
#[account]
pub struct Governance {
    /// May change parameters and roles: a multisig or a governance PDA.
    pub authority: Address,
    /// To whom the authority is offered; zeros where it is not.
    pub pending_authority: Address,
    /// May pause new stakes and new jobs.
    pub guardian: Address,
    /// The dollar token in which jobs may be paid and fees auctioned; 6 decimals.
    pub usd_mint: Address,
    /// In effect.
    pub parameters: Parameters,
    /// Announced.
    pub proposed: Parameters,
    /// From when the announced parameters may take effect, unix seconds; zero where none are announced.
    pub effective_at: i64,
    /// Seconds of an epoch; never changes, or epochs would be counted twice.
    pub epoch_seconds: i64,
    /// Bits of what is paused: 1 new stakes, 2 new jobs.
    pub paused: u8,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 205],
}

const _: () = assert!(core::mem::size_of::<Governance>() == 512);

impl Governance {
    pub const VERSION: u8 = 1;

    /// Whether new stakes are paused.
    pub fn stakes_paused(&self) -> bool {
        self.paused & pause::STAKES != 0
    }

    /// Whether new jobs are paused.
    pub fn jobs_paused(&self) -> bool {
        self.paused & pause::JOBS != 0
    }

    /// The two mints in which rewards and fees are paid, HEAT first.
    pub fn mints(&self) -> [Address; 2] {
        [furnace_support::ids::HEAT_MINT, self.usd_mint]
    }

    pub fn require_authority(&self, signer: &Address) -> Result<()> {
        require!(*signer == self.authority, GovernanceError::NotAuthority);
        Ok(())
    }

    pub fn require_guardian(&self, signer: &Address) -> Result<()> {
        require!(*signer == self.guardian || *signer == self.authority, GovernanceError::NotGuardian);
        Ok(())
    }

    /// Announces `parameters`; what was announced before is forgotten.
    pub fn propose(&mut self, parameters: Parameters, now: i64) -> Result<i64> {
        parameters.invariant()?;
        let notice = i64::from(self.parameters.notice_seconds);
        self.effective_at = now.checked_add(notice).ok_or(GovernanceError::Overflow)?;
        self.proposed = parameters;
        Ok(self.effective_at)
    }

    /// Puts the announced parameters into effect.
    pub fn apply(&mut self, now: i64) -> Result<()> {
        require!(self.effective_at > 0, GovernanceError::NothingProposed);
        require!(now >= self.effective_at, GovernanceError::NoticeNotOver);
        self.parameters = self.proposed;
        self.forget_proposed();
        self.invariant()
    }

    /// Withdraws the announced parameters.
    pub fn cancel(&mut self) -> Result<()> {
        require!(self.effective_at > 0, GovernanceError::NothingProposed);
        self.forget_proposed();
        Ok(())
    }

    fn forget_proposed(&mut self) {
        self.proposed = Parameters::zeroed();
        self.effective_at = 0;
    }

    /// Parameters and epoch lie in their hard bounds.
    pub fn invariant(&self) -> Result<()> {
        let epoch = MIN_EPOCH_SECONDS..=MAX_EPOCH_SECONDS;
        require!(epoch.contains(&self.epoch_seconds), GovernanceError::ParameterOutOfBounds);
        self.parameters.invariant()
    }
}
