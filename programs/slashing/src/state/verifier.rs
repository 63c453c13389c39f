use anchor_lang::prelude::*;
use furnace_common::bps;
use furnace_common::dispute::{VERIFIER_BOND, VERIFIER_COOLDOWN_SECONDS};

use super::{Merit, Roster};
use crate::error::SlashingError;

/// A wallet that does work again to judge its result, and what it answers with.
#[account]
pub struct Verifier {
    pub wallet: Address,
    /// Hot key that votes.
    pub key: Address,
    /// Gets the rent back when the account is closed.
    pub rent_payer: Address,
    /// HEAT base units, as all below.
    pub bond: u64,
    /// Paid for votes, and not withdrawn yet.
    pub earned: u64,
    /// Taken for votes so far.
    pub slashed: u64,
    /// When a verifier that leaves may take its bond, unix seconds; zero while it stays.
    pub free_at: i64,
    /// Votes for the outcome, against it, and not given.
    pub right: u64,
    pub wrong: u64,
    pub silent: u64,
    /// Votes that it committed to and that are not settled.
    pub votes: u32,
    /// Its place on the roster, where that still names it.
    pub place: u8,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 33],
}

const _: () = assert!(core::mem::size_of::<Verifier>() == 192);

impl Verifier {
    pub const VERSION: u8 = 1;

    /// Adds to the bond.
    pub fn deposit(&mut self, amount: u64) -> Result<()> {
        require!(self.free_at == 0, SlashingError::Leaving);
        require!(amount > 0, SlashingError::ZeroAmount);
        self.bond = self.bond.checked_add(amount).ok_or(SlashingError::Overflow)?;
        Ok(())
    }

    /// With what it is drawn: its bond, unless that is too low or it leaves.
    pub fn weight(&self) -> u64 {
        if self.free_at == 0 && self.bond >= VERIFIER_BOND {
            self.bond
        } else {
            0
        }
    }

    /// From now on it stands at this place: the one that it has, or another while it has none.
    pub fn take_place(&mut self, roster: &Roster, address: &Address, place: u8) -> Result<()> {
        if place != self.place {
            self.require_no_place(roster, address)?;
        }
        self.place = place;
        Ok(())
    }

    /// It is not on the roster.
    pub fn require_no_place(&self, roster: &Roster, address: &Address) -> Result<()> {
        require!(roster.require_listed(self.place, address).is_err(), SlashingError::PlaceTaken);
        Ok(())
    }

    /// It is drawn no more, and answers for a while for what it was drawn for.
    pub fn leave(&mut self, now: i64) -> Result<()> {
        require!(self.free_at == 0, SlashingError::Leaving);
        self.free_at = now.checked_add(VERIFIER_COOLDOWN_SECONDS).ok_or(SlashingError::Overflow)?;
        Ok(())
    }

    /// Takes out what it earned, and its bond once that answers for nothing.
    pub fn withdraw(&mut self, now: i64) -> Result<u64> {
        let free = self.free_at != 0 && now >= self.free_at && self.votes == 0;
        let bond = if free { core::mem::take(&mut self.bond) } else { 0 };
        let earned = core::mem::take(&mut self.earned);
        let amount = bond.checked_add(earned).ok_or(SlashingError::Overflow)?;
        require!(amount > 0, SlashingError::NothingToWithdraw);
        Ok(amount)
    }

    /// Nothing of it is held, and it answers for nothing.
    pub fn require_empty(&self) -> Result<()> {
        let empty = self.bond == 0 && self.earned == 0 && self.votes == 0;
        require!(empty, SlashingError::VerifierNotEmpty);
        Ok(())
    }

    /// A vote is under way.
    pub fn commit(&mut self) -> Result<()> {
        self.votes = self.votes.checked_add(1).ok_or(SlashingError::Overflow)?;
        Ok(())
    }

    /// A vote that was committed to is settled.
    pub fn release(&mut self) -> Result<()> {
        self.votes = self.votes.checked_sub(1).ok_or(SlashingError::Overflow)?;
        Ok(())
    }

    /// Counts a vote, and takes what it costs of the bond; returns it.
    pub fn judge(&mut self, merit: Merit) -> Result<u64> {
        let counter = match merit {
            Merit::Right => &mut self.right,
            Merit::Wrong => &mut self.wrong,
            Merit::Silent => &mut self.silent,
            Merit::Excused => return Ok(0),
        };
        *counter = counter.checked_add(1).ok_or(SlashingError::Overflow)?;
        let penalty = bps::of_ceil(self.bond, merit.penalty_bps()).ok_or(SlashingError::Overflow)?;
        self.bond = self.bond.checked_sub(penalty).ok_or(SlashingError::Overflow)?;
        self.slashed = self.slashed.checked_add(penalty).ok_or(SlashingError::Overflow)?;
        Ok(penalty)
    }

    /// Books what a vote is paid.
    pub fn earn(&mut self, amount: u64) -> Result<()> {
        self.earned = self.earned.checked_add(amount).ok_or(SlashingError::Overflow)?;
        Ok(())
    }
}
