//! What votes are worth, and what they say together.

use furnace_client::accounts::Dispute;
use furnace_client::generated::slashing::types::Vote;
use furnace_common::dispute::vote_commitment;
use furnace_common::state::{Round, Ruling, VoteState};
use furnace_tests::prover::sha256;
use solana_address::Address;

use crate::cast::account_of;

/// Everybody's salt.
pub(crate) const SALT: [u8; 32] = [4; 32];

/// What a verifier commits to.
pub(crate) fn sealed(dispute: &Address, round: u8, by: usize, result: &[u8; 32]) -> [u8; 32] {
    vote_commitment(dispute.as_array(), round, account_of(by).as_array(), result, &SALT, sha256)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Merit {
    Paid,
    /// Costs so many basis points of the bond.
    Fined(u64),
    Nothing,
}

/// What a vote that is not settled is worth where this is the last ruling.
pub(crate) fn merit(dispute: &Dispute, vote: &Vote) -> Merit {
    let (shown, unavailable) = (vote.state() == Some(VoteState::Shown), vote.result_hash == [0; 32]);
    let ruling = dispute.ruling().expect("a ruling");
    match ruling {
        _ if !shown => Merit::Fined(500),
        Ruling::Right | Ruling::Wrong if unavailable => Merit::Fined(500),
        Ruling::Right | Ruling::Wrong if vote.result_hash != dispute.ruled_hash => Merit::Fined(2_000),
        Ruling::Right | Ruling::Wrong => Merit::Paid,
        Ruling::Unavailable if vote.result_hash == dispute.result_hash => Merit::Paid,
        Ruling::Unavailable => Merit::Nothing,
        Ruling::Undecided if unavailable => Merit::Nothing,
        Ruling::Undecided => Merit::Paid,
    }
}

/// All votes so far, and those of the present round.
pub(crate) fn given(dispute: &Dispute) -> &[Vote] {
    &dispute.votes[..usize::from(dispute.first + dispute.seats)]
}

pub(crate) fn members(dispute: &Dispute) -> &[Vote] {
    &given(dispute)[usize::from(dispute.first)..]
}

/// What the present round rules; `None` where another one begins.
pub(crate) fn ruling(dispute: &Dispute) -> Option<(Ruling, [u8; 32])> {
    let members = members(dispute);
    let shown: Vec<_> = members.iter().filter(|vote| vote.state() == Some(VoteState::Shown)).collect();
    let most = shown.iter().map(|vote| vote.result_hash).find(|hash| {
        let same = shown.iter().filter(|vote| vote.result_hash == *hash).count();
        same * 2 > members.len()
    });
    let round = dispute.round().expect("a round");
    let found = match most {
        None if shown.is_empty() && round != Round::Appeal => (Ruling::Unavailable, dispute.result_hash),
        None => (Ruling::Undecided, [0; 32]),
        Some(hash) if hash == dispute.result_hash => (Ruling::Right, hash),
        Some([0, rest @ ..]) if rest == [0; 31] => (Ruling::Unavailable, dispute.result_hash),
        Some(hash) => (Ruling::Wrong, hash),
    };
    (round != Round::Audit || found.0 == Ruling::Right).then_some(found)
}
