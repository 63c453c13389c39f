//! Steps that nobody in particular has to take.

use furnace_client::{
    accounts::{Dispute, Found, Job},
    furnace::DisputeStep,
};
use furnace_common::state::AuditState;
use solana_address::Address;

use super::Docket;

/// A step that anyone may take.
#[derive(Clone, Copy, Debug)]
pub enum Chore<'a> {
    /// The next one of a dispute.
    Advance(&'a Found<Dispute>, DisputeStep),
    /// Draws whether a job's result is audited.
    DrawAudit(&'a Found<Job>),
    /// Begins the audit that was drawn.
    OpenAudit(&'a Found<Job>),
}

/// Which step it is, whatever it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Advance(DisputeStep),
    DrawAudit,
    OpenAudit,
}

impl Chore<'_> {
    /// The dispute or the job.
    pub(super) fn subject(&self) -> Address {
        match self {
            Self::Advance(dispute, _) => dispute.address,
            Self::DrawAudit(job) | Self::OpenAudit(job) => job.address,
        }
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Advance(_, step) => Kind::Advance(*step),
            Self::DrawAudit(_) => Kind::DrawAudit,
            Self::OpenAudit(_) => Kind::OpenAudit,
        }
    }
}

/// All that can be done now: one step for each dispute and each job.
pub(super) fn chores(docket: &Docket) -> impl Iterator<Item = Chore<'_>> {
    let &Docket { now, slot, ref disputes, ref delivered } = docket;
    let steps = disputes.iter().filter_map(move |dispute| {
        DisputeStep::next(&dispute.data, now, slot).map(|step| Chore::Advance(dispute, step))
    });
    let audits = delivered.iter().filter_map(move |job| match job.data.audit()? {
        AuditState::Pending => (slot > job.data.audit_slot).then_some(Chore::DrawAudit(job)),
        AuditState::Drawn => Some(Chore::OpenAudit(job)),
        AuditState::Clear => None,
    });
    steps.chain(audits)
}

#[cfg(test)]
mod tests {
    use furnace_common::state::DisputeState;

    use super::*;
    use crate::verifying::testing::{delivered, dispute};

    fn kinds(docket: &Docket) -> Vec<Kind> {
        chores(docket).map(|chore| chore.kind()).collect()
    }

    #[test]
    fn an_audit_is_drawn_when_its_block_has_come_and_begun_when_it_was_drawn() {
        let with = |audit, slot| Docket { slot, delivered: vec![delivered(1, audit, 50)], ..Docket::default() };
        assert_eq!(kinds(&with(AuditState::Pending, 50)), []);
        assert_eq!(kinds(&with(AuditState::Pending, 51)), [Kind::DrawAudit]);
        assert_eq!(kinds(&with(AuditState::Drawn, 0)), [Kind::OpenAudit]);
        assert_eq!(kinds(&with(AuditState::Clear, 51)), []);
    }

    #[test]
    fn every_dispute_is_brought_one_step_further() {
        let mut waiting = dispute(1);
        (waiting.data.state, waiting.data.draw_slot) = (DisputeState::Drawing.byte(), 9);
        let mut convicted = dispute(2);
        (convicted.data.state, convicted.data.appeal_ends_at) = (DisputeState::Convicted.byte(), 100);
        let docket =
            |now, slot| Docket { now, slot, disputes: vec![waiting.clone(), convicted.clone()], ..Docket::default() };
        assert_eq!(kinds(&docket(100, 9)), []);
        assert_eq!(kinds(&docket(100, 10)), [Kind::Advance(DisputeStep::Draw)]);
        let both = [Kind::Advance(DisputeStep::Draw), Kind::Advance(DisputeStep::Release)];
        assert_eq!(kinds(&docket(101, 10)), both);
    }
}
