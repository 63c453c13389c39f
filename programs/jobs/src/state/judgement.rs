use anchor_lang::prelude::*;
use furnace_common::dispute;
use furnace_common::state::{AuditState, CrewKind, JobState};
use furnace_support::slot_hashes::Drawn;

use super::{Job, JobTerms, Market};
use crate::error::JobsError;

/// How a job's result is judged: by an audit that is drawn, or because somebody accuses the worker.
impl Job {
    /// Fixes what is at risk, and what it costs to judge the result. Results of crews are not audited: replicas audit
    /// one another.
    pub(super) fn promise_audits(&mut self, terms: &JobTerms, market: &Market) -> Result<()> {
        let heat = self.escrow.heat_for(terms.price)?;
        let sampled = market.audit_bps > 0 && terms.crew == CrewKind::Solo.byte();
        let (audit, audit_bps) = if sampled { (AuditState::Pending, market.audit_bps) } else { (AuditState::Clear, 0) };
        let collateral = dispute::required_collateral(heat, market.collateral_bps, audit_bps);
        self.escrow.collateral = collateral.ok_or(JobsError::Overflow)?;
        self.vote_fee = dispute::vote_fee(heat, terms.max_seconds).ok_or(JobsError::Overflow)?;
        self.audit_fee = if sampled { self.vote_fee } else { 0 };
        self.audit_bps = audit_bps;
        self.audit = audit.byte();
        Ok(())
    }

    pub fn audit(&self) -> Result<AuditState> {
        AuditState::from_byte(self.audit).ok_or(JobsError::UnknownState.into())
    }

    /// Notes whether the result is audited. `is_drawn` asks the block that draws it; so long after it that it is
    /// forgotten every result is audited, so that nobody gains by letting it pass.
    pub fn draw_audit(&mut self, drawn: Drawn, is_drawn: impl FnOnce(&[u8; 32]) -> bool) -> Result<()> {
        self.require_delivered()?;
        require!(self.audit()? == AuditState::Pending, JobsError::AuditNotPending);
        let audited = match drawn {
            Drawn::NotYet => return Err(JobsError::SlotNotReached.into()),
            Drawn::Block { hash, .. } => is_drawn(&hash),
            Drawn::TooLate => true,
        };
        self.audit = if audited { AuditState::Drawn } else { AuditState::Clear }.byte();
        Ok(())
    }

    /// The result is judged before it is paid: by the audit that was drawn, or because somebody accuses the worker
    /// while the review is open.
    pub fn dispute(&mut self, audit: bool, now: i64) -> Result<()> {
        self.require_delivered()?;
        self.require_crew(CrewKind::Solo)?;
        if audit {
            require!(self.audit()? == AuditState::Drawn, JobsError::AuditNotDrawn);
        } else {
            require!(now < self.review_ends_at, JobsError::ReviewOver);
            require!(self.upheld == 0, JobsError::AlreadyUpheld);
        }
        self.disputes = self.disputes.checked_add(1).ok_or(JobsError::Overflow)?;
        self.state = JobState::Disputed.byte();
        Ok(())
    }

    /// The result was found right. After one auditor the review goes on; after a committee it is over. Returns what
    /// the audit is paid.
    pub fn uphold(&mut self, audit: bool, by_committee: bool, now: i64) -> Result<u64> {
        self.require_state(JobState::Disputed, JobsError::JobNotDisputed)?;
        self.audit = AuditState::Clear.byte();
        if by_committee {
            self.upheld = 1;
            self.review_ends_at = now;
        }
        self.state = JobState::Review.byte();
        if !audit {
            return Ok(0);
        }
        let fee = core::mem::take(&mut self.audit_fee);
        self.escrow.give_back(fee)
    }

    /// A result is there, and is not being judged.
    pub fn require_delivered(&self) -> Result<()> {
        self.require_state(JobState::Review, JobsError::JobNotInReview)
    }

    /// Nothing is to be judged before the job is paid without its client.
    pub fn require_audited(&self) -> Result<()> {
        require!(self.audit()? == AuditState::Clear, JobsError::AuditOutstanding);
        Ok(())
    }
}
