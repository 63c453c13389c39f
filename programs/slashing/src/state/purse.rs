//! The money of a dispute: who gets what when it ends. All amounts are HEAT base units, and each function leaves the
//! parts that it returns to the caller to move.

use anchor_lang::prelude::*;
use furnace_common::dispute::*;
use furnace_common::penalties::{self, Split};
use furnace_common::state::{DisputeState, Round, Ruling, VoteState};

use super::dispute::after;
use super::{Dispute, Merit, Verifier, Vote};
use crate::error::SlashingError;

/// What an accusation that fell leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acquittal {
    /// To the worker's operator.
    pub operator: u64,
    /// Back to the accuser.
    pub accuser: u64,
}

/// What a penalty that holds leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    pub parts: Split,
    /// Back to the accuser, without the reporter's part.
    pub accuser: u64,
    /// Back to who appealed.
    pub appellant: u64,
}

/// What a penalty that was overturned leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reversal {
    /// Back to the pool.
    pub pool: u64,
    /// To the worker's operator.
    pub operator: u64,
    /// Back to the accuser.
    pub accuser: u64,
    /// Back to who appealed.
    pub appellant: u64,
}

impl Dispute {
    /// The votes of all rounds.
    fn given(&self) -> impl Iterator<Item = &Vote> {
        self.votes.iter().take(usize::from(self.first).saturating_add(usize::from(self.seats)))
    }

    /// It ended because the result is right, and `audit_fee` came in for finding out: the accuser pays the votes, and the
    /// worker for its trouble.
    pub fn acquit(&mut self, audit_fee: u64) -> Result<Acquittal> {
        self.fund(audit_fee)?;
        let bond = core::mem::take(&mut self.bond);
        // Also what no vote earned is gone: an accusation is not to be free because nobody cared to look into it.
        let fees = self.fee.checked_mul(u64::from(self.unsettled)).ok_or(SlashingError::Overflow)?.min(bond);
        self.fund(fees)?;
        let left = bond.checked_sub(fees).ok_or(SlashingError::Overflow)?;
        let operator = false_accusation(self.fee).ok_or(SlashingError::Overflow)?.min(left);
        Ok(Acquittal { operator, accuser: left.checked_sub(operator).ok_or(SlashingError::Overflow)? })
    }

    /// No committee found anything: nobody pays. Returns the accuser's bond.
    pub fn give_up(&mut self, now: i64) -> Result<u64> {
        self.end(now)?;
        Ok(core::mem::take(&mut self.bond))
    }

    /// Another result is right: so much was taken from the pool, and waits for an appeal.
    pub fn convict(&mut self, penalty: u64, of_unbonding: u64, now: i64) -> Result<()> {
        self.penalty = penalty;
        self.penalty_unbonding = of_unbonding;
        self.appeal_ends_at = after(now, APPEAL_SECONDS)?;
        self.state = DisputeState::Convicted.byte();
        Ok(())
    }

    /// Somebody puts down what another committee costs. Returns it.
    pub fn appeal(&mut self, appellant: Address, verifier: Address, now: i64, slot: u64) -> Result<u64> {
        self.require_state(DisputeState::Convicted, SlashingError::NotConvicted)?;
        require!(now <= self.appeal_ends_at, SlashingError::AppealOver);
        self.appellant = appellant;
        let [.., party] = &mut self.parties;
        *party = verifier;
        self.appeal_bond = self.fee.checked_mul(APPEAL_FEES).ok_or(SlashingError::Overflow)?;
        self.begin(Round::Appeal, now, slot)?;
        Ok(self.appeal_bond)
    }

    /// The penalty holds: because an appeal found so, or because nobody appealed in time.
    pub fn require_released(&self, now: i64) -> Result<()> {
        if self.state()? == DisputeState::Convicted {
            require!(now > self.appeal_ends_at, SlashingError::AppealOpen);
            return Ok(());
        }
        self.require_ruled(true, |ruling| ruling == Ruling::Wrong)?;
        Ok(())
    }

    /// The penalty holds: who appealed in vain pays the votes, then the client and the accuser out of their parts of it.
    /// So half of every penalty burns, and nobody lives off a pool by convicting itself; and who accused rightly has its
    /// bond back. Votes share what there is.
    pub fn release(&mut self, now: i64) -> Result<Release> {
        self.end(now)?;
        let appeal_bond = core::mem::take(&mut self.appeal_bond);
        let appellant = self.fund_votes(appeal_bond)?;
        let penalty = core::mem::take(&mut self.penalty);
        let reported = !self.is_audit();
        let parts = penalties::split(penalty, reported).ok_or(SlashingError::Overflow)?;
        let client = self.fund_votes(parts.client)?;
        let reporter = self.fund_votes(parts.reporter)?;
        let accuser = core::mem::take(&mut self.bond);
        Ok(Release { parts: Split { client, reporter, ..parts }, accuser, appellant })
    }

    /// The penalty is overturned. Where the result is right the accuser pays the worker's price, which another was
    /// paid by now, and the votes; where no committee came to a result nobody pays.
    pub fn reverse(&mut self, now: i64) -> Result<Reversal> {
        let for_worker = self.ruling()?.is_for_worker();
        self.end(now)?;
        let pool = core::mem::take(&mut self.penalty);
        let appellant = core::mem::take(&mut self.appeal_bond);
        let bond = core::mem::take(&mut self.bond);
        if !for_worker {
            return Ok(Reversal { pool, operator: 0, accuser: bond, appellant });
        }
        let price = self.fee.checked_mul(PRICE_FEES).ok_or(SlashingError::Overflow)?;
        let operator = price.min(bond);
        // What the accuser does not cover is paid by who voted against the outcome, as far as it goes.
        self.owed = price.checked_sub(operator).ok_or(SlashingError::Overflow)?;
        let left = bond.checked_sub(operator).ok_or(SlashingError::Overflow)?;
        let accuser = self.fund_votes(left)?;
        Ok(Reversal { pool, operator, accuser, appellant })
    }

    /// Settles a vote: punishes it, or pays it once all that are to be punished were. Returns what it was worth, and
    /// the amount.
    pub fn settle_vote(&mut self, index: u8, address: &Address, verifier: &mut Verifier) -> Result<(Merit, u64)> {
        let (merit, committed) = self.take_vote(index, address)?;
        if committed {
            verifier.release()?;
        }
        let penalty = verifier.judge(merit)?;
        self.fund(penalty)?;
        if merit != Merit::Right {
            return Ok((merit, penalty));
        }
        require!(self.faults == 0, SlashingError::FaultsFirst);
        if self.shared == 0 {
            let share = self.pot.checked_div(u64::from(self.rights)).ok_or(SlashingError::Overflow)?;
            self.share = share.min(self.fee);
            self.shared = 1;
        }
        self.rights = less_one(self.rights)?;
        let pay = self.share;
        self.pot = self.pot.checked_sub(pay).ok_or(SlashingError::Overflow)?;
        verifier.earn(pay)?;
        Ok((merit, pay))
    }

    /// Settles a vote of a verifier that is gone, of whom nothing is left to take.
    pub fn void_vote(&mut self, index: u8, address: &Address) -> Result<()> {
        let (merit, committed) = self.take_vote(index, address)?;
        // Who committed cannot close its account before its vote is settled.
        require!(!committed && merit != Merit::Right, SlashingError::VerifierOpen);
        Ok(())
    }

    /// Marks a vote as settled; returns what it was worth, and whether it was committed to.
    fn take_vote(&mut self, index: u8, verifier: &Address) -> Result<(Merit, bool)> {
        self.require_state(DisputeState::Ended, SlashingError::NotEnded)?;
        let (ruling, ruled) = (self.ruling()?, self.ruled_hash);
        let vote = self.votes.get_mut(usize::from(index)).ok_or(SlashingError::NoSuchVote)?;
        require!(vote.verifier == *verifier, SlashingError::NotMember);
        require!(vote.state()? != VoteState::Settled, SlashingError::AlreadySettled);
        let (merit, committed) = (vote.merit(ruling, &ruled), !vote.is(VoteState::Drawn));
        vote.state = VoteState::Settled.byte();
        self.unsettled = less_one(self.unsettled)?;
        if merit.penalty_bps() > 0 {
            self.faults = less_one(self.faults)?;
        }
        Ok((merit, committed))
    }

    /// All votes are settled: what is left of the pot, to the operator as far as it is owed it, and to be burned.
    pub fn empty(&mut self) -> Result<(u64, u64)> {
        self.require_state(DisputeState::Ended, SlashingError::NotEnded)?;
        require!(self.unsettled == 0, SlashingError::VotesUnsettled);
        let pot = core::mem::take(&mut self.pot);
        let operator = self.owed.min(pot);
        Ok((operator, pot.checked_sub(operator).ok_or(SlashingError::Overflow)?))
    }

    /// The ruling is the last one: counts what the votes were worth.
    pub fn end(&mut self, now: i64) -> Result<()> {
        let (ruling, ruled) = (self.ruling()?, &self.ruled_hash);
        let (mut rights, mut faults) = (0u8, 0u8);
        for vote in self.given() {
            match vote.merit(ruling, ruled) {
                Merit::Right => rights = rights.saturating_add(1),
                Merit::Wrong | Merit::Silent => faults = faults.saturating_add(1),
                Merit::Excused => {}
            }
        }
        self.rights = rights;
        self.faults = faults;
        self.unsettled = self.first.checked_add(self.seats).ok_or(SlashingError::Overflow)?;
        self.ended_at = now;
        self.state = DisputeState::Ended.byte();
        Ok(())
    }

    /// Puts so much of `amount` into the pot as its votes still lack; returns the rest.
    fn fund_votes(&mut self, amount: u64) -> Result<u64> {
        let fees = self.fee.checked_mul(u64::from(self.rights)).ok_or(SlashingError::Overflow)?;
        let part = fees.saturating_sub(self.pot).min(amount);
        self.fund(part)?;
        Ok(amount.checked_sub(part).ok_or(SlashingError::Overflow)?)
    }

    fn fund(&mut self, amount: u64) -> Result<()> {
        self.pot = self.pot.checked_add(amount).ok_or(SlashingError::Overflow)?;
        Ok(())
    }
}

fn less_one(count: u8) -> Result<u8> {
    count.checked_sub(1).ok_or(SlashingError::Overflow.into())
}
