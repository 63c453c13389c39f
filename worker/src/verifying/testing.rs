//! What the unit tests of judging share.

use furnace_client::accounts::{Dispute, Found, Job, JobState, ProgramAccount};
use furnace_common::state::{AuditState, DisputeState, Round, VoteState};
use solana_address::Address;

pub(super) const OWN: Address = Address::new_from_array([1; 32]);
pub(super) const OTHER: Address = Address::new_from_array([2; 32]);
/// Last moments to commit and to show, unix seconds.
pub(super) const COMMIT_ENDS: i64 = 1_000;
pub(super) const REVEAL_ENDS: i64 = 1_600;

fn blank<T: ProgramAccount>(number: u8) -> Found<T> {
    let data = T::parse(&vec![0; T::SIZE]).expect("zeros");
    Found { address: Address::new_from_array([number; 32]), data }
}

/// A dispute in no state at all.
pub(super) fn dispute(number: u8) -> Found<Dispute> {
    blank(number)
}

/// A dispute whose first committee votes.
pub(super) fn voting(number: u8, members: &[(Address, VoteState)]) -> Found<Dispute> {
    let mut found = dispute(number);
    let data = &mut found.data;
    (data.state, data.round) = (DisputeState::Voting.byte(), Round::First.byte());
    (data.commit_ends_at, data.reveal_ends_at) = (COMMIT_ENDS, REVEAL_ENDS);
    data.seats = u8::try_from(members.len()).expect("a committee");
    for (vote, (verifier, state)) in data.votes.iter_mut().zip(members) {
        (vote.verifier, vote.state) = (*verifier, state.byte());
    }
    found
}

/// A job in review, whose audit is drawn from a slot on.
pub(super) fn delivered(number: u8, audit: AuditState, audit_slot: u64) -> Found<Job> {
    let mut found: Found<Job> = blank(number);
    (found.data.state, found.data.audit) = (JobState::Review.byte(), audit.byte());
    found.data.audit_slot = audit_slot;
    found
}
