//! Disputes and those who judge: readable fields.

use std::time::Duration;

use furnace_common::{
    dispute::{APPEAL_FEES, COMMITTEE_SECONDS, DRAW_SECONDS, VERIFIER_BOND, merit},
    state::{AuditState, DisputeState, Round, Ruling, VoteState},
};
use solana_address::Address;

use super::{Dispute, Job, Roster, Verifier, text_of};
use crate::{artifacts::Digest, generated::slashing::types::Vote};

impl Dispute {
    /// Where it stands; `None` for a state that this client does not know.
    pub fn state(&self) -> Option<DisputeState> {
        DisputeState::from_byte(self.state)
    }

    /// Who judges, or judged last.
    pub fn round(&self) -> Option<Round> {
        Round::from_byte(self.round)
    }

    /// What was found last; `None` before the first ruling.
    pub fn ruling(&self) -> Option<Ruling> {
        Ruling::from_byte(self.ruling)
    }

    /// Name of the job's spec in the store.
    pub fn spec(&self) -> Digest {
        Digest(self.spec_hash)
    }

    /// The URI of the store that holds the spec and its inputs, as the client wrote it.
    pub fn store(&self) -> String {
        text_of(&self.store_uri)
    }

    /// The present round's votes, each with its number in the dispute.
    pub fn members(&self) -> impl Iterator<Item = (u8, &Vote)> {
        let (first, seats) = (usize::from(self.first), usize::from(self.seats));
        (self.first..).zip(self.votes.iter().skip(first).take(seats))
    }

    /// All votes, each with its number.
    pub fn given(&self) -> impl Iterator<Item = (u8, &Vote)> {
        (0..).zip(self.votes.iter().take(usize::from(self.first) + usize::from(self.seats)))
    }

    /// The vote of a verifier in the present round.
    pub fn vote_of(&self, verifier: &Address) -> Option<(u8, &Vote)> {
        self.members().find(|(_, vote)| vote.verifier == *verifier)
    }

    /// Whether members may show their votes at `now`, unix seconds.
    pub fn may_reveal(&self, now: i64) -> bool {
        let committed = self.members().all(|(_, vote)| vote.state() != Some(VoteState::Drawn));
        now <= self.reveal_ends_at && (committed || now > self.commit_ends_at)
    }

    /// Whether no vote can come any more at `now`, so that the round can be counted.
    pub fn is_over(&self, now: i64) -> bool {
        match self.state() {
            Some(DisputeState::Drawing) => now > self.round_at.saturating_add(COMMITTEE_SECONDS),
            Some(DisputeState::Voting) => self.members().all(|(_, vote)| match vote.state() {
                Some(VoteState::Drawn) => now > self.commit_ends_at,
                Some(VoteState::Committed) => now > self.reveal_ends_at,
                _ => true,
            }),
            _ => false,
        }
    }

    /// Whose result it is, where a crew does the job: the seat's number.
    pub fn seat(&self) -> Option<u8> {
        self.seat.checked_sub(1)
    }

    /// Whether it began with an audit: nobody accuses the worker.
    pub fn is_audit(&self) -> bool {
        self.accuser == Address::default()
    }

    /// Whether a vote of a dispute that has ended is to be punished.
    pub fn is_fault(&self, vote: &Vote) -> bool {
        let shown = vote.state() == Some(VoteState::Shown);
        let merit = |ruling| merit(shown, &vote.result_hash, ruling, &self.ruled_hash);
        self.ruling().is_some_and(|ruling| merit(ruling).penalty_bps() > 0)
    }

    /// What an appeal puts down, HEAT base units.
    pub fn appeal_price(&self) -> u64 {
        self.fee.saturating_mul(APPEAL_FEES)
    }

    /// How long its committee has to do the work again.
    pub fn vote_time(&self) -> Duration {
        Duration::from_secs(u64::from(self.vote_seconds))
    }
}

impl Vote {
    /// Where it stands; `None` for a place that is not used.
    pub fn state(&self) -> Option<VoteState> {
        VoteState::from_byte(self.state)
    }
}

impl Verifier {
    /// Whether it leaves, or has left.
    pub fn is_leaving(&self) -> bool {
        self.free_at != 0
    }

    /// With what it would be drawn, HEAT base units.
    pub fn weight(&self) -> u64 {
        if self.is_leaving() || self.bond < VERIFIER_BOND { 0 } else { self.bond }
    }
}

impl Roster {
    /// Where a verifier's account stands, and with what weight it is drawn.
    pub fn place_of(&self, verifier: &Address) -> Option<(u8, u64)> {
        let listed = (0..).zip(&self.places).find(|(_, place)| place.verifier == *verifier);
        listed.map(|(index, place)| (index, place.weight))
    }

    /// The place of the smallest weight, which a larger bond can take when no place is free.
    pub fn lowest_place(&self) -> Option<(u8, u64)> {
        (0..).zip(&self.places).map(|(index, place)| (index, place.weight)).min_by_key(|(_, weight)| *weight)
    }

    /// Whether a drawing of a dispute finds anyone: as it was announced, or if it is announced anew at `now`, unix seconds.
    pub fn has_members_for(&self, dispute: &Dispute, now: i64) -> bool {
        let is_party = |verifier: &Address| dispute.parties.contains(verifier);
        self.places.iter().filter(|place| !is_party(&place.verifier)).any(|place| {
            let weight_at = |announced_at| if place.since < announced_at { place.weight } else { place.before };
            weight_at(dispute.announced_at) > 0 || weight_at(now) > 0
        })
    }

    /// A place that a verifier can take at `now`, unix seconds.
    pub fn free_place(&self, now: i64) -> Option<u8> {
        let is_settled = |since: i64| since == 0 || since.saturating_add(DRAW_SECONDS) < now;
        (0..).zip(&self.places).find(|(_, place)| place.weight == 0 && is_settled(place.since)).map(|(index, _)| index)
    }
}

impl Job {
    /// Where the audit of its result stands; `None` for a state that this client does not know.
    pub fn audit(&self) -> Option<AuditState> {
        AuditState::from_byte(self.audit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::ProgramAccount;

    const NOW: i64 = 10_000;

    #[test]
    fn a_drawing_needs_somebody_who_is_no_party_and_was_there_when_it_was_announced() {
        let mut roster = Roster::parse(&vec![0; Roster::SIZE]).expect("a roster");
        let mut dispute = Dispute::parse(&vec![0; Dispute::SIZE]).expect("a dispute");
        dispute.announced_at = NOW;
        assert!(!roster.has_members_for(&dispute, NOW));
        // There when it was announced, and gone since.
        let verifier = Address::new_from_array([1; 32]);
        (roster.places[3].verifier, roster.places[3].before, roster.places[3].since) = (verifier, 50, NOW);
        assert!(roster.has_members_for(&dispute, NOW + 1));
        // Come since, which counts from the second after that on.
        (roster.places[3].before, roster.places[3].weight, roster.places[3].since) = (0, 50, NOW + 5);
        assert!(!roster.has_members_for(&dispute, NOW + 5));
        assert!(roster.has_members_for(&dispute, NOW + 6));
        dispute.parties[0] = verifier;
        assert!(!roster.has_members_for(&dispute, NOW + 6));
    }

    #[test]
    fn places_are_found_by_verifier_by_being_free_and_by_weight() {
        let mut roster = Roster::parse(&vec![0; Roster::SIZE]).expect("a roster");
        let verifier = Address::new_from_array([1; 32]);
        for place in &mut roster.places {
            (place.weight, place.since) = (50, NOW - DRAW_SECONDS);
        }
        (roster.places[3].verifier, roster.places[3].weight) = (verifier, 20);
        assert_eq!(roster.place_of(&verifier), Some((3, 20)));
        assert_eq!((roster.free_place(NOW), roster.lowest_place()), (None, Some((3, 20))));
        roster.places[3].weight = 0;
        assert_eq!(roster.free_place(NOW), None, "a drawing may still need it");
        assert_eq!(roster.free_place(NOW + 1), Some(3));
    }
}
