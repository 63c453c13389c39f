//! Verifiers as documents.

use furnace_client::accounts::{Found, Roster, Verifier};
use furnace_common::bps;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct VerifierView {
    pub(super) verifier: String,
    pub(super) wallet: String,
    /// The hot key that votes.
    pub(super) key: String,
    pub(super) bond: u64,
    /// Paid for votes, and not withdrawn yet.
    pub(super) earned: u64,
    /// Taken for votes so far.
    pub(super) slashed: u64,
    /// Its place on the roster, if it has one.
    pub(super) place: Option<u8>,
    /// With what it is drawn.
    pub(super) weight: u64,
    /// That as a part of all, basis points.
    pub(super) share_bps: u16,
    pub(super) leaving: bool,
    /// When the bond of one that leaves is free.
    pub(super) free_at: i64,
    /// Votes for the outcome, against it, and not given.
    pub(super) right: u64,
    pub(super) wrong: u64,
    pub(super) silent: u64,
    /// Votes that it committed to and that are not settled.
    pub(super) open_votes: u32,
}

impl VerifierView {
    pub(super) fn new(verifier: &Found<Verifier>, roster: &Roster) -> Self {
        let Found { address, data } = verifier;
        let listed = roster.place_of(address).filter(|(_, weight)| *weight > 0);
        let weight = listed.map_or(0, |(_, weight)| weight);
        Self {
            verifier: address.to_string(),
            wallet: data.wallet.to_string(),
            key: data.key.to_string(),
            bond: data.bond,
            earned: data.earned,
            slashed: data.slashed,
            place: listed.map(|(place, _)| place),
            weight,
            share_bps: share_bps(weight, roster),
            leaving: data.is_leaving(),
            free_at: data.free_at,
            right: data.right,
            wrong: data.wrong,
            silent: data.silent,
            open_votes: data.votes,
        }
    }

    /// What it is, for people.
    pub(super) fn standing(&self) -> &'static str {
        match (self.leaving, self.place, self.weight == self.bond) {
            (true, ..) => "leaves",
            (false, None, _) => "not drawn",
            (false, Some(_), true) => "drawn",
            (false, Some(_), false) => "drawn with another bond; to be refreshed",
        }
    }
}

/// A weight as a part of all on the roster.
fn share_bps(weight: u64, roster: &Roster) -> u16 {
    let all: u128 = roster.places.iter().map(|place| u128::from(place.weight)).sum();
    let part = (u128::from(weight) * u128::from(bps::ONE)).checked_div(all).unwrap_or_default();
    u16::try_from(part).unwrap_or(bps::ONE)
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;
    use solana_address::Address;

    use super::*;

    #[test]
    fn a_verifier_is_drawn_with_what_the_roster_says() {
        let mut roster = Roster::parse(&vec![0; Roster::SIZE]).expect("a roster");
        let mut data = Verifier::parse(&[0; Verifier::SIZE]).expect("a verifier");
        let address = Address::new_from_array([1; 32]);
        data.bond = 3_000;
        let view = |roster: &Roster, data: &Verifier| VerifierView::new(&Found { address, data: data.clone() }, roster);
        assert_eq!((view(&roster, &data).standing(), view(&roster, &data).place), ("not drawn", None));

        (roster.places[4].verifier, roster.places[4].weight) = (address, 3_000);
        (roster.places[9].verifier, roster.places[9].weight) = (Address::new_from_array([2; 32]), 5_000);
        let listed = view(&roster, &data);
        assert_eq!((listed.standing(), listed.place, listed.share_bps), ("drawn", Some(4), 3_750));

        data.bond = 2_400;
        assert!(view(&roster, &data).standing().contains("refreshed"));
        data.free_at = 1;
        assert_eq!(view(&roster, &data).standing(), "leaves");
    }
}
