use anchor_lang::prelude::*;
use furnace_common::dispute;
use furnace_common::state::{AuditState, CrewKind, JobState, Verification};
use furnace_support::slot_hashes::Drawn;

use super::job::after;
use super::{Crew, Job, JobTerms, Market, Seat};
use crate::error::JobsError;
use crate::instructions::{JobAttestArgs, JobUpholdArgs};

/// How a job's result is judged: by an audit that is drawn, or because somebody accuses the worker.
impl Job {
    /// Fixes what is at risk, and what it costs to judge the result. Results of crews are not audited: replicas audit
    /// one another.
    pub(super) fn promise_audits(&mut self, terms: &JobTerms, market: &Market) -> Result<()> {
        let heat = self.escrow.heat_for(terms.price)?;
        let crew = self.crew()?;
        let sampled = market.audit_bps > 0 && crew == CrewKind::Solo;
        let audit_bps = if sampled { market.audit_bps } else { 0 };
        let collateral = dispute::required_collateral(heat, market.collateral_bps, audit_bps);
        self.escrow.collateral = collateral.ok_or(JobsError::Overflow)?;
        self.vote_fee = dispute::vote_fee(heat, terms.max_seconds).ok_or(JobsError::Overflow)?;
        self.audit_fee = if sampled { self.vote_fee } else { 0 };
        self.audit_bps = audit_bps;
        self.verification = match crew {
            CrewKind::Replicas => Verification::Replicated,
            _ if sampled => Verification::Sampled,
            _ if market.attestor != Address::default() => Verification::Attested,
            _ => Verification::ClientAccept,
        }
        .byte();
        self.begin_anew();
        Ok(())
    }

    /// Nothing is known of the next result yet. Where the fee of an audit is paid already no other is audited.
    pub(super) fn begin_anew(&mut self) {
        self.upheld = 0;
        self.audit = match self.audit_fee {
            0 if self.verification == Verification::Attested.byte() => AuditState::Unattested,
            0 => AuditState::Clear,
            _ => AuditState::Pending,
        }
        .byte();
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

    /// The result was not found wrong. After one auditor the review goes on; after a committee it is over, but for an
    /// attestor that was to co-sign what the committee found nothing about. Returns what the audit is paid.
    pub fn uphold(&mut self, args: &JobUpholdArgs, now: i64) -> Result<u64> {
        self.require_state(JobState::Disputed, JobsError::JobNotDisputed)?;
        let unattested = self.audit()? == AuditState::Unattested && args.found_right == 0;
        if !unattested {
            self.audit = AuditState::Clear.byte();
        }
        if args.by_committee != 0 {
            self.upheld = 1;
            self.review_ends_at = if unattested { after(now, self.review_seconds)? } else { now };
        }
        self.state = JobState::Review.byte();
        if args.audit == 0 {
            return Ok(0);
        }
        let fee = core::mem::take(&mut self.audit_fee);
        self.escrow.give_back(fee)
    }

    /// The market's attestor co-signs the result: the review is over.
    pub fn attest(&mut self, args: &JobAttestArgs, now: i64) -> Result<()> {
        self.require_unattested()?;
        let same = self.result_hash == args.result_hash && self.attempts == args.attempt;
        require!(same, JobsError::OtherResult);
        self.audit = AuditState::Clear.byte();
        self.review_ends_at = now;
        Ok(())
    }

    /// Nobody co-signed the result in time, and nobody can tell whose fault that is: others do the job again, unless it
    /// failed too often.
    pub fn lapse(&mut self, now: i64) -> Result<()> {
        self.require_unattested()?;
        require!(now >= self.review_ends_at, JobsError::ReviewOpen);
        self.progress.forfeit();
        self.reopen(now)
    }

    fn require_unattested(&self) -> Result<()> {
        self.require_delivered()?;
        require!(self.audit()? == AuditState::Unattested, JobsError::NothingToAttest);
        Ok(())
    }

    /// A result is there, and is not being judged.
    pub fn require_delivered(&self) -> Result<()> {
        self.require_state(JobState::Review, JobsError::JobNotInReview)
    }

    /// Nothing is to be judged before the job is paid without its client.
    pub fn require_audited(&self) -> Result<()> {
        match self.audit()? {
            AuditState::Clear => Ok(()),
            AuditState::Unattested => Err(JobsError::AttestationOutstanding.into()),
            AuditState::Pending | AuditState::Drawn => Err(JobsError::AuditOutstanding.into()),
        }
    }
}

impl Crew {
    /// A replica's result is called into question, once, as long after it was to be seen as a client has to review one.
    /// That enough others agree proves nothing: they may be wrong together.
    pub fn dispute(&mut self, job: &mut Job, index: u8, now: i64) -> Result<Seat> {
        job.require_crew(CrewKind::Replicas)?;
        require!(matches!(job.state()?, JobState::Settled | JobState::Failed), JobsError::JobNotEnded);
        let ends_at = after(job.ended_at.max(self.reveal_ends_at), job.review_seconds)?;
        require!(now < ends_at, JobsError::ReviewOver);
        let seat = self.seat_mut(index)?;
        require!(seat.result_hash != [0; 32], JobsError::SeatNotRevealed);
        require!(seat.disputed == 0, JobsError::SeatDisputed);
        seat.disputed = 1;
        job.disputes = job.disputes.checked_add(1).ok_or(JobsError::Overflow)?;
        Ok(*seat)
    }
}
