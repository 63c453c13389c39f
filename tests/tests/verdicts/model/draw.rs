//! Who is drawn.

use std::collections::BTreeMap;

use furnace_client::accounts::Dispute;
use furnace_common::dispute::{
    APPEAL_SEATS, AUDIT_SEATS, COMMITTEE_SECONDS, DRAW_SECONDS, FIRST_SEATS, committee_random,
};
use furnace_common::state::{DisputeState, Round};
use furnace_tests::prover::sha256;
use solana_address::Address;

use super::{Moves, Outcome, given, only};
use crate::view::View;

/// Blocks that the chain remembers.
const REMEMBERED: usize = 512;

/// What the chain remembers of the first block from a slot on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    Block([u8; 32]),
    Forgotten,
}

pub(super) fn first_block(view: &View, slot: u64) -> Found {
    let later: Vec<_> = view.blocks.iter().filter(|(block, _)| *block >= slot).collect();
    match later.last() {
        _ if later.len() == REMEMBERED => Found::Forgotten,
        Some((_, hash)) => Found::Block(*hash),
        None => Found::Nothing,
    }
}

pub(super) fn draw(view: &View, dispute: &Dispute) -> Outcome {
    let drawing = dispute.state() == Some(DisputeState::Drawing);
    let open = view.now <= dispute.round_at + COMMITTEE_SECONDS;
    only(drawing && open && first_block(view, dispute.draw_slot) != Found::Nothing, Moves::default)
}

/// Every place's past: since when it had which verifier and weight.
#[derive(Default)]
pub(crate) struct Roll(BTreeMap<usize, Vec<(i64, Address, u64)>>);

impl Roll {
    /// Notes what is new.
    pub(crate) fn note(&mut self, view: &View) {
        for (index, place) in view.roster.places.iter().enumerate().filter(|(_, place)| place.since > 0) {
            let past = self.0.entry(index).or_default();
            let now = (place.since, place.verifier, place.weight);
            if past.last() != Some(&now) {
                past.push(now);
            }
        }
    }

    /// Who stood where before that time, and with what weight.
    fn at(&self, time: i64) -> [(Address, u64); 128] {
        let mut all = [(Address::default(), 0); 128];
        for (index, past) in &self.0 {
            if let Some((_, verifier, weight)) = past.iter().rev().find(|(since, ..)| *since < time) {
                all[*index] = (*verifier, *weight);
            }
        }
        all
    }
}

/// The committee that is drawn now; `None` where the drawing is announced anew.
pub(crate) fn committee(view: &View, dispute: &Dispute, address: &Address, roll: &Roll) -> Option<Vec<Address>> {
    let Found::Block(block) = first_block(view, dispute.draw_slot) else { return None };
    let places = roll.at(dispute.announced_at);
    let seats = match dispute.round().expect("a round") {
        Round::Audit => AUDIT_SEATS,
        Round::First => FIRST_SEATS,
        Round::Appeal => APPEAL_SEATS,
    };
    let all = places.map(|(verifier, weight)| if dispute.parties.contains(&verifier) { 0 } else { weight });
    // Who judged already does so again only where others are too few.
    let judged = |place: usize| given(dispute).iter().any(|vote| vote.verifier == places[place].0);
    let others: [u64; 128] = std::array::from_fn(|place| if judged(place) { 0 } else { all[place] });
    let enough = others.iter().filter(|weight| **weight > 0).count() >= seats;
    let weights = if enough { others } else { all };
    let seed = committee_random(address.as_array(), dispute.round, &block, sha256);
    let mut drawn = Vec::new();
    furnace_common::dispute::draw(&seed, weights, seats, sha256, |place| drawn.push(places[place].0));
    let late = view.now > dispute.announced_at + DRAW_SECONDS;
    (!late && !drawn.is_empty()).then_some(drawn)
}
