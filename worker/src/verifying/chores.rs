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
    let &Docket { now, slot, ref disputes, ref delivered, ref roster } = docket;
    let steps = disputes.iter().filter_map(move |dispute| {
        let step = DisputeStep::next(&dispute.data, now, slot)?;
        // What draws nobody only announces itself anew, for the fee, for as long as six hours.
        let idle = step == DisputeStep::Draw
            && roster.as_ref().is_some_and(|roster| !roster.has_members_for(&dispute.data, now));
        (!idle).then_some(Chore::Advance(dispute, step))
    });
    let audits = delivered.iter().filter_map(move |job| match job.data.audit()? {
        AuditState::Pending => (slot > job.data.audit_slot).then_some(Chore::DrawAudit(job)),
        AuditState::Drawn => Some(Chore::OpenAudit(job)),
        AuditState::Clear | AuditState::Unattested => None,
    });
    steps.chain(audits)
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::{ProgramAccount, Roster};
    use furnace_common::{dispute::COMMITTEE_SECONDS, state::DisputeState};

    use super::*;
    use crate::verifying::testing::{OTHER, delivered, dispute};

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
    fn a_committee_is_drawn_only_where_the_roster_has_somebody_for_it() {
        let mut waiting = dispute(1);
        (waiting.data.state, waiting.data.announced_at) = (DisputeState::Drawing.byte(), 50);
        let mut roster = Roster::parse(&vec![0; Roster::SIZE]).expect("a roster");
        let with = |roster: &Roster, now| Docket {
            now,
            slot: 1,
            disputes: vec![waiting.clone()],
            roster: Some(roster.clone()),
            ..Docket::default()
        };
        assert_eq!(kinds(&with(&roster, 100)), []);
        // Somebody came after it was announced: it has to be announced anew.
        (roster.places[0].verifier, roster.places[0].weight, roster.places[0].since) = (OTHER, 7, 99);
        assert_eq!(kinds(&with(&roster, 99)), []);
        assert_eq!(kinds(&with(&roster, 100)), [Kind::Advance(DisputeStep::Draw)]);
        // With nobody there until the end, the round is over all the same.
        let empty = Roster::parse(&vec![0; Roster::SIZE]).expect("a roster");
        assert_eq!(kinds(&with(&empty, COMMITTEE_SECONDS + 1)), [Kind::Advance(DisputeStep::Rule)]);
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
