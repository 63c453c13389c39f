use anchor_lang::prelude::*;
use anchor_lang::solana_program::hash::hashv;
use furnace_common::dispute::*;
use furnace_common::limits::REVEAL_SECONDS;
use furnace_common::state::{DisputeState, Payment, Round, Ruling, VoteState};
use furnace_jobs::state::{Job, Operator, Seat};
use furnace_support::slot_hashes::Drawn;

use super::{Roster, Vote};
use crate::error::SlashingError;

/// A result that is judged: who says what, who votes, and the money that waits for the outcome. It has copies of what
/// it takes to do the work again, because the job may be done by others, paid and closed before an appeal is heard.
#[account]
pub struct Dispute {
    pub job: Address,
    pub client: Address,
    /// The client's balance in HEAT, which takes its part of a penalty.
    pub compensation: Address,
    pub worker: Address,
    /// The worker's operator.
    pub operator: Address,
    pub pool: Address,
    /// The pool's income vault in HEAT, into which the operator is paid.
    pub income: Address,
    /// Who says that the result is wrong, against a bond; zeros where it was drawn to be audited.
    pub accuser: Address,
    /// Who appealed; zeros where nobody did.
    pub appellant: Address,
    /// Gets the rent back when the account is closed.
    pub rent_payer: Address,
    /// The verifiers that the client, the operator, the accuser and the appellant would be, who do not judge.
    pub parties: [Address; 4],
    pub spec_hash: [u8; 32],
    /// The worker's.
    pub result_hash: [u8; 32],
    /// The result that the accuser says is right; nobody has to follow it.
    pub claimed_hash: [u8; 32],
    /// The result that was found right.
    pub ruled_hash: [u8; 32],
    /// Where specification and inputs are: a URI in UTF-8, padded with zeros.
    pub store_uri: [u8; 96],
    /// Of one vote, HEAT base units, as all amounts below.
    pub fee: u64,
    /// What the job put at risk.
    pub collateral: u64,
    /// Put down by the accuser, and not decided on yet.
    pub bond: u64,
    /// Put down by who appealed, and not decided on yet.
    pub appeal_bond: u64,
    /// Taken from the pool, and not decided on yet.
    pub penalty: u64,
    /// Pays the votes: fees, and what other votes are punished with.
    pub pot: u64,
    /// Owed to the operator of what is left of the pot.
    pub owed: u64,
    /// What each vote that is to be paid gets, once that is known.
    pub share: u64,
    /// Of `penalty`, what came from the pool's stake in unbonding.
    pub penalty_unbonding: u64,
    /// Unix seconds, as all times below; zero where it has not happened.
    pub opened_at: i64,
    /// When the present round began.
    pub round_at: i64,
    /// When the drawing of its committee was announced.
    pub announced_at: i64,
    /// Last moment to commit, and to show what was committed to.
    pub commit_ends_at: i64,
    pub reveal_ends_at: i64,
    /// Last moment to appeal.
    pub appeal_ends_at: i64,
    pub ended_at: i64,
    /// The committee is drawn by the first block from then on.
    pub draw_slot: u64,
    /// From the drawing to the end of commitments, in seconds.
    pub vote_seconds: u32,
    /// A `DisputeState` byte.
    pub state: u8,
    /// A `Round` byte: who judges, or judged last.
    pub round: u8,
    /// A `Ruling` byte: what they found.
    pub ruling: u8,
    /// Which of the job's disputes this is.
    pub number: u8,
    /// The present round's first vote, and how many it has.
    pub first: u8,
    pub seats: u8,
    /// Votes to be punished, to be paid, and to be settled in all, once it has ended.
    pub faults: u8,
    pub rights: u8,
    pub unsettled: u8,
    /// One once `share` is known.
    pub shared: u8,
    /// One more than the number of the crew's seat whose result it is; zero where one worker did the job.
    pub seat: u8,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 47],
    pub votes: [Vote; 11],
}

const _: () = assert!(MAX_VOTES == 11);
const _: () = assert!(core::mem::size_of::<Dispute>() == 2_016);

/// A result, and who delivered it.
pub struct Delivered {
    pub worker: Address,
    pub operator: Address,
    pub result_hash: [u8; 32],
    /// As [`Dispute::seat`].
    pub seat: u8,
}

impl Delivered {
    /// That of a job that one worker did.
    pub fn of_job(job: &Job) -> Self {
        Self { worker: job.worker, operator: job.operator, result_hash: job.result_hash, seat: 0 }
    }

    /// That of a replica.
    pub fn of_seat(seat: &Seat, index: u8) -> Self {
        let Seat { worker, operator, result_hash, .. } = *seat;
        Self { worker, operator, result_hash, seat: index.saturating_add(1) }
    }
}

impl Dispute {
    pub const VERSION: u8 = 1;

    // Opening

    /// Takes over what there is to judge. The operator is that of the result.
    pub fn open(
        &mut self,
        job_address: &Address,
        job: &Job,
        result: &Delivered,
        operator: &Operator,
        now: i64,
    ) -> Result<()> {
        self.job = *job_address;
        self.client = job.client;
        self.compensation = job.escrow.compensation;
        self.worker = result.worker;
        self.operator = result.operator;
        self.seat = result.seat;
        self.pool = operator.pool;
        self.income = operator.earnings(Payment::Heat.mint_index())?;
        self.spec_hash = job.spec_hash;
        self.result_hash = result.result_hash;
        self.store_uri = job.store_uri;
        self.fee = job.vote_fee;
        self.collateral = job.escrow.collateral;
        self.vote_seconds = job.max_seconds.checked_add(VOTE_MARGIN_SECONDS).ok_or(SlashingError::Overflow)?;
        self.number = job.disputes;
        self.opened_at = now;
        self.version = Self::VERSION;
        Ok(())
    }

    /// Somebody says that the result is wrong.
    pub fn accuse(&mut self, accuser: Address, claimed_hash: [u8; 32], bond: u64) -> Result<()> {
        let differs = !is_unavailable(&claimed_hash) && claimed_hash != self.result_hash;
        require!(differs, SlashingError::SameResult);
        self.accuser = accuser;
        self.claimed_hash = claimed_hash;
        self.bond = bond;
        Ok(())
    }

    /// A round begins: its committee is drawn by a block that nobody knows yet.
    pub fn begin(&mut self, round: Round, now: i64, slot: u64) -> Result<()> {
        self.round = round.byte();
        self.round_at = now;
        self.first = self.first.checked_add(self.seats).ok_or(SlashingError::Overflow)?;
        self.seats = 0;
        self.announce(now, slot)
    }

    fn announce(&mut self, now: i64, slot: u64) -> Result<()> {
        self.announced_at = now;
        self.draw_slot = slot.checked_add(DRAW_SLOTS).ok_or(SlashingError::Overflow)?;
        self.state = DisputeState::Drawing.byte();
        Ok(())
    }

    // Voting

    /// Draws the committee, each by its bond. A drawing that came too late is announced anew: nobody can tell what
    /// that will draw.
    pub fn draw(&mut self, address: &Address, roster: &Roster, drawn: Drawn, now: i64, slot: u64) -> Result<()> {
        self.require_state(DisputeState::Drawing, SlashingError::NotDrawing)?;
        // From then on the round can only end: nobody has the choice.
        require!(now <= self.round_at.saturating_add(COMMITTEE_SECONDS), SlashingError::NotDrawing);
        let late = now > self.announced_at.saturating_add(DRAW_SECONDS);
        let block = match drawn {
            Drawn::NotYet => return Err(SlashingError::SlotNotReached.into()),
            Drawn::Block { hash, .. } if !late => hash,
            Drawn::Block { .. } | Drawn::TooLate => return self.announce(now, slot),
        };
        let random = committee_random(address.as_array(), self.round, &block, sha256);
        let (first, most) = (usize::from(self.first), seats_of(self.round()?));
        let weights = self.weights(roster, most);
        let mut members = [0usize; APPEAL_SEATS];
        let mut places = members.iter_mut();
        let seats = draw(&random, weights, most, sha256, |place| {
            if let Some(member) = places.next() {
                *member = place;
            }
        });
        if seats == 0 {
            // Nobody is there to judge now; somebody may be until the round is over.
            return self.announce(now, slot);
        }
        for (place, vote) in members.iter().take(seats).zip(self.votes.iter_mut().skip(first)) {
            vote.verifier = roster.verifier(*place)?;
            vote.state = VoteState::Drawn.byte();
        }
        self.seats = seats as u8;
        self.commit_ends_at = after(now, self.vote_seconds)?;
        self.reveal_ends_at = after(self.commit_ends_at, REVEAL_SECONDS)?;
        self.state = DisputeState::Voting.byte();
        Ok(())
    }

    /// With what the verifiers are drawn. Who judged in an earlier round does not judge again where others are enough: it
    /// has a bond to lose by changing its mind.
    fn weights(&self, roster: &Roster, most: usize) -> [u64; ROSTER_PLACES] {
        let all = roster.weights(self.announced_at, &self.parties);
        let mut others = all;
        let given = || self.votes.iter().take(usize::from(self.first));
        for (weight, place) in others.iter_mut().zip(&roster.places) {
            if *weight > 0 && given().any(|vote| vote.verifier == place.verifier) {
                *weight = 0;
            }
        }
        match others.iter().filter(|weight| **weight > 0).count() < most {
            true => all,
            false => others,
        }
    }

    /// A member has a result that nobody can see yet.
    pub fn commit(&mut self, index: u8, verifier: &Address, commitment: [u8; 32], now: i64) -> Result<()> {
        self.require_state(DisputeState::Voting, SlashingError::NotVoting)?;
        require!(now <= self.commit_ends_at, SlashingError::CommitOver);
        let vote = self.own_vote(index, verifier)?;
        require!(vote.is(VoteState::Drawn), SlashingError::AlreadyCommitted);
        vote.commitment = commitment;
        vote.state = VoteState::Committed.byte();
        Ok(())
    }

    /// A member shows the result that it committed to, when no other can copy it any more.
    pub fn reveal(
        &mut self,
        address: &Address,
        index: u8,
        verifier: &Address,
        result_hash: [u8; 32],
        salt: &[u8; 32],
        now: i64,
    ) -> Result<()> {
        self.require_state(DisputeState::Voting, SlashingError::NotVoting)?;
        require!(now <= self.reveal_ends_at, SlashingError::RevealOver);
        let hidden = now <= self.commit_ends_at && self.members().any(|vote| vote.is(VoteState::Drawn));
        require!(!hidden, SlashingError::RevealTooEarly);
        let round = self.round;
        let vote = self.own_vote(index, verifier)?;
        require!(vote.is(VoteState::Committed), SlashingError::NotCommitted);
        let opened = vote_commitment(address.as_array(), round, verifier.as_array(), &result_hash, salt, sha256);
        require!(opened == vote.commitment, SlashingError::CommitmentMismatch);
        vote.result_hash = result_hash;
        vote.state = VoteState::Shown.byte();
        Ok(())
    }

    /// Counts the votes when no more can come. A single auditor that finds anything but the worker's result calls a
    /// committee.
    pub fn rule(&mut self, now: i64, slot: u64) -> Result<()> {
        self.require_over(now)?;
        let shown = self.members().filter(|vote| vote.is(VoteState::Shown));
        let tally = count(shown.map(|vote| &vote.result_hash), usize::from(self.seats));
        let (ruling, ruled) = match tally {
            // An accusation that nobody looked into is not shown; of an appeal nobody lost.
            Tally::Undecided if !self.is_anything_shown() && self.round()? != Round::Appeal => {
                (Ruling::Unavailable, self.result_hash)
            }
            Tally::Result(hash) if hash == self.result_hash => (Ruling::Right, hash),
            Tally::Result(hash) => (Ruling::Wrong, hash),
            Tally::Unavailable => (Ruling::Unavailable, self.result_hash),
            Tally::Undecided => (Ruling::Undecided, [0; 32]),
        };
        if self.round()? == Round::Audit && ruling != Ruling::Right {
            return self.begin(Round::First, now, slot);
        }
        self.ruling = ruling.byte();
        self.ruled_hash = ruled;
        self.state = DisputeState::Ruled.byte();
        Ok(())
    }

    fn is_anything_shown(&self) -> bool {
        self.members().any(|vote| vote.is(VoteState::Shown))
    }

    /// No vote can come any more.
    fn require_over(&self, now: i64) -> Result<()> {
        let over = match self.state()? {
            DisputeState::Drawing => now > self.round_at.saturating_add(COMMITTEE_SECONDS),
            DisputeState::Voting => self.members().all(|vote| match vote.state() {
                Ok(VoteState::Drawn) => now > self.commit_ends_at,
                Ok(VoteState::Committed) => now > self.reveal_ends_at,
                _ => true,
            }),
            _ => return Err(SlashingError::NotVoting.into()),
        };
        require!(over, SlashingError::VotingOpen);
        Ok(())
    }

    // What it is

    pub fn state(&self) -> Result<DisputeState> {
        DisputeState::from_byte(self.state).ok_or(SlashingError::UnknownState.into())
    }

    pub fn round(&self) -> Result<Round> {
        Round::from_byte(self.round).ok_or(SlashingError::UnknownState.into())
    }

    pub fn ruling(&self) -> Result<Ruling> {
        Ruling::from_byte(self.ruling).ok_or(SlashingError::UnknownState.into())
    }

    /// Whether it began with an audit: nobody accuses the worker.
    pub fn is_audit(&self) -> bool {
        self.accuser == Address::default()
    }

    /// Whether it is about one worker's job, which waits for the ruling, or a replica's result, whose job has ended.
    pub fn require_of_seat(&self, of_seat: bool) -> Result<()> {
        require!((self.seat > 0) == of_seat, SlashingError::DisputeMismatch);
        Ok(())
    }

    /// Whether it is the client who accuses the worker.
    pub fn is_by_client(&self) -> bool {
        self.accuser == self.client
    }

    pub fn require_state(&self, state: DisputeState, error: SlashingError) -> Result<()> {
        if self.state()? != state {
            return Err(error.into());
        }
        Ok(())
    }

    /// The ruling is there and not carried out yet, and is one of these.
    pub fn require_ruled(&self, appeal: bool, is_asked: impl Fn(Ruling) -> bool) -> Result<Ruling> {
        self.require_state(DisputeState::Ruled, SlashingError::NotRuled)?;
        let (ruling, of_appeal) = (self.ruling()?, self.round()? == Round::Appeal);
        require!(of_appeal == appeal && is_asked(ruling), SlashingError::OtherRuling);
        Ok(ruling)
    }

    /// The votes of the present round.
    fn members(&self) -> impl Iterator<Item = &Vote> + Clone {
        self.votes.iter().skip(usize::from(self.first)).take(usize::from(self.seats))
    }

    /// A member's own vote in the present round.
    fn own_vote(&mut self, index: u8, verifier: &Address) -> Result<&mut Vote> {
        let last = self.first.checked_add(self.seats).ok_or(SlashingError::Overflow)?;
        require!((self.first..last).contains(&index), SlashingError::NoSuchVote);
        let vote = self.votes.get_mut(usize::from(index)).ok_or(SlashingError::NoSuchVote)?;
        require!(vote.verifier == *verifier, SlashingError::NotMember);
        Ok(vote)
    }
}

/// Most members of a round's committee.
fn seats_of(round: Round) -> usize {
    match round {
        Round::Audit => AUDIT_SEATS,
        Round::First => FIRST_SEATS,
        Round::Appeal => APPEAL_SEATS,
    }
}

/// `seconds` after `now`.
pub(super) fn after(now: i64, seconds: u32) -> Result<i64> {
    now.checked_add(i64::from(seconds)).ok_or(SlashingError::Overflow.into())
}

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    hashv(parts).to_bytes()
}
