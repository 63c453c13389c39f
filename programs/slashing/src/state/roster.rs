use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::dispute::{DRAW_SECONDS, ROSTER_PLACES};

use crate::error::SlashingError;

/// One verifier of whom committees are drawn.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Place {
    pub verifier: Address,
    /// Its bond, with which it is drawn, before the last change and since, HEAT base units.
    pub before: u64,
    pub weight: u64,
    /// When it changed, unix seconds.
    pub since: i64,
}

impl Place {
    /// Its weight in a drawing that was announced at that time. A change in the same second counts as later: the
    /// clock stands still over several blocks, and one of them may be the one that draws.
    fn weight_at(&self, announced_at: i64) -> u64 {
        if self.since < announced_at {
            self.weight
        } else {
            self.before
        }
    }

    /// Whether no drawing that is under way can need what it was before.
    fn is_settled(&self, now: i64) -> bool {
        self.since == 0 || self.since.saturating_add(DRAW_SECONDS) < now
    }

    fn is_free(&self, now: i64) -> bool {
        self.weight == 0 && self.is_settled(now)
    }
}

/// The verifiers from whom committees are drawn. A place changes at most once in the time that a drawing takes, and
/// remembers what it was before: from its announcement on nobody can change whom a block draws.
#[account]
pub struct Roster {
    pub places: [Place; 128],
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 62],
}

const _: () = assert!(ROSTER_PLACES == 128);
const _: () = assert!(core::mem::size_of::<Roster>() == 128 * 56 + 64);

impl Roster {
    pub const VERSION: u8 = 1;

    /// The weights in a drawing announced at that time, without those of the verifiers that are parties.
    pub fn weights(&self, announced_at: i64, parties: &[Address; 4]) -> [u64; 128] {
        let mut weights = [0; 128];
        for (weight, place) in weights.iter_mut().zip(&self.places) {
            let drawn_with = place.weight_at(announced_at);
            if drawn_with > 0 && !parties.contains(&place.verifier) {
                *weight = drawn_with;
            }
        }
        weights
    }

    pub fn verifier(&self, place: usize) -> Result<Address> {
        Ok(self.places.get(place).ok_or(SlashingError::NoSuchPlace)?.verifier)
    }

    /// The verifier can be drawn.
    pub fn require_listed(&self, place: u8, verifier: &Address) -> Result<()> {
        let listed = self.places.get(usize::from(place)).is_some_and(|at| at.verifier == *verifier && at.weight > 0);
        require!(listed, SlashingError::NotListed);
        Ok(())
    }

    /// From now on the verifier is drawn with this weight: at its own place, or at one that is free. Where it is already,
    /// nothing changes: nobody can keep a place busy that way.
    pub fn list(&mut self, place: u8, verifier: Address, weight: u64, now: i64) -> Result<()> {
        let at = self.places.get_mut(usize::from(place)).ok_or(SlashingError::NoSuchPlace)?;
        let own = at.verifier == verifier;
        if own && at.weight == weight {
            return Ok(());
        }
        // Who puts nothing down keeps nobody off a place.
        require!(own || weight > 0, SlashingError::NotListed);
        require!(own || at.is_free(now), SlashingError::PlaceTaken);
        require!(at.is_settled(now), SlashingError::PlaceSettling);
        let before = if own { at.weight } else { 0 };
        *at = Place { verifier, before, weight, since: now };
        Ok(())
    }

    /// Takes the place with the lowest weight from its verifier, where none is without weight and a candidate has more.
    /// It is free when no drawing needs it any more.
    pub fn displace(&mut self, place: u8, candidate: u64, now: i64) -> Result<Address> {
        let lowest = self.places.iter().map(|place| place.weight).min().unwrap_or_default();
        let at = self.places.get(usize::from(place)).ok_or(SlashingError::NoSuchPlace)?;
        require!(lowest > 0, SlashingError::RosterNotFull);
        require!(at.weight == lowest && candidate > lowest, SlashingError::NotLowest);
        let displaced = at.verifier;
        self.list(place, displaced, 0, now)?;
        Ok(displaced)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOBODY: [Address; 4] = [Address::new_from_array([0; 32]); 4];

    fn verifier(byte: u8) -> Address {
        Address::from([byte; 32])
    }

    #[test]
    fn a_drawing_sees_the_roster_of_its_announcement() -> Result<()> {
        let mut roster = Roster::zeroed();
        roster.list(0, verifier(1), 10, 1_000)?;
        assert_eq!(roster.weights(1_000, &NOBODY)[0], 0);
        assert_eq!(roster.weights(1_001, &NOBODY)[0], 10);
        assert!(roster.list(0, verifier(1), 20, 1_000 + DRAW_SECONDS).is_err());
        roster.list(0, verifier(1), 20, 1_001 + DRAW_SECONDS)?;
        assert_eq!(roster.weights(1_001 + DRAW_SECONDS, &NOBODY)[0], 10);
        assert_eq!(roster.weights(1_002 + DRAW_SECONDS, &NOBODY)[0], 20);
        Ok(())
    }

    #[test]
    fn a_place_is_free_when_no_drawing_needs_it_any_more() -> Result<()> {
        let mut roster = Roster::zeroed();
        roster.list(3, verifier(1), 10, 1_000)?;
        assert!(roster.list(3, verifier(2), 10, 9_000).is_err());
        roster.list(3, verifier(1), 0, 9_000)?;
        assert!(roster.require_listed(3, &verifier(1)).is_err());
        assert!(roster.list(3, verifier(2), 10, 9_000 + DRAW_SECONDS).is_err());
        roster.list(3, verifier(2), 30, 9_001 + DRAW_SECONDS)?;
        // What the one before had is not the new one's.
        assert_eq!(roster.weights(9_001 + DRAW_SECONDS, &NOBODY)[3], 0);
        roster.require_listed(3, &verifier(2))?;
        assert!(roster.list(128, verifier(3), 1, 9_000).is_err());
        Ok(())
    }

    #[test]
    fn a_larger_bond_takes_the_lowest_place_of_a_full_roster() -> Result<()> {
        let mut roster = Roster::zeroed();
        for place in 0..127 {
            roster.list(place, verifier(place + 1), 100 + u64::from(place), 1_000)?;
        }
        assert!(roster.displace(0, 200, 9_000).is_err());
        roster.list(127, verifier(128), 90, 1_000)?;
        assert!(roster.displace(0, 200, 9_000).is_err());
        assert!(roster.displace(127, 90, 9_000).is_err());
        assert_eq!(roster.displace(127, 91, 9_000)?, verifier(128));
        assert!(roster.list(127, verifier(200), 91, 9_000 + DRAW_SECONDS).is_err());
        assert_eq!(roster.weights(9_000, &NOBODY)[127], 90);
        roster.list(127, verifier(200), 91, 9_001 + DRAW_SECONDS)?;
        Ok(())
    }

    #[test]
    fn nobody_keeps_a_place_busy() -> Result<()> {
        let mut roster = Roster::zeroed();
        roster.list(0, verifier(1), 10, 1_000)?;
        roster.list(0, verifier(1), 10, 9_000)?;
        assert_eq!(roster.places[0].since, 1_000);
        Ok(())
    }

    #[test]
    fn parties_are_not_drawn() -> Result<()> {
        let mut roster = Roster::zeroed();
        roster.list(0, verifier(1), 10, 1_000)?;
        roster.list(1, verifier(2), 20, 1_000)?;
        let weights = roster.weights(2_000, &[verifier(1), verifier(9), verifier(0), verifier(0)]);
        assert_eq!((weights[0], weights[1]), (0, 20));
        Ok(())
    }
}
