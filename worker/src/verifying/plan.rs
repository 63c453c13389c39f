//! What this verifier owes a dispute, by the chain and by whether it has voted already.

use furnace_client::accounts::Dispute;
use furnace_common::state::{DisputeState, VoteState};
use solana_address::Address;

/// Who has no result so many seconds before the last moment to commit says that the work could not be done again.
pub(super) const MARGIN_SECONDS: i64 = 60;

/// What is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Duty {
    /// Nothing now.
    Wait,
    /// Doing the work again.
    Examine,
    /// Saying that it could not be done: too little time is left.
    Abstain,
    /// Committing to the vote that is written down.
    Commit,
    /// Showing what was committed to.
    Reveal,
    /// It committed, and the journal does not say to what.
    Lost,
    /// The time to commit is over.
    Missed,
}

/// The number of this verifier's vote in the present round, and what it owes at `now`, unix seconds; none where it was
/// not drawn, or has nothing to do any more.
pub(super) fn duty(dispute: &Dispute, verifier: &Address, has_ballot: bool, now: i64) -> Option<(u8, Duty)> {
    if dispute.state() != Some(DisputeState::Voting) {
        return None;
    }
    let (number, vote) = dispute.vote_of(verifier)?;
    let owed = match vote.state()? {
        VoteState::Drawn if now > dispute.commit_ends_at => Duty::Missed,
        VoteState::Drawn if has_ballot => Duty::Commit,
        VoteState::Drawn if now >= gives_up_at(dispute) => Duty::Abstain,
        VoteState::Drawn => Duty::Examine,
        VoteState::Committed if !has_ballot => Duty::Lost,
        VoteState::Committed if dispute.may_reveal(now) => Duty::Reveal,
        VoteState::Committed => Duty::Wait,
        VoteState::Shown | VoteState::Settled => return None,
    };
    Some((number, owed))
}

/// When this verifier gives up doing the work again, unix seconds.
pub(super) fn gives_up_at(dispute: &Dispute) -> i64 {
    dispute.commit_ends_at.saturating_sub(MARGIN_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verifying::testing::{COMMIT_ENDS, OTHER, OWN, REVEAL_ENDS, voting};

    fn owed(states: [VoteState; 2], has_ballot: bool, now: i64) -> Option<Duty> {
        let dispute = voting(1, &[(OTHER, states[0]), (OWN, states[1])]);
        duty(&dispute.data, &OWN, has_ballot, now).map(|(number, duty)| {
            assert_eq!(number, 1);
            duty
        })
    }

    #[test]
    fn the_way_of_a_vote() {
        use VoteState::{Committed, Drawn, Shown};
        let late = COMMIT_ENDS - MARGIN_SECONDS;
        for (states, has_ballot, now, expected) in [
            ([Drawn, Drawn], false, 0, Some(Duty::Examine)),
            ([Drawn, Drawn], false, late - 1, Some(Duty::Examine)),
            ([Drawn, Drawn], false, late, Some(Duty::Abstain)),
            ([Drawn, Drawn], true, 0, Some(Duty::Commit)),
            ([Drawn, Drawn], true, COMMIT_ENDS, Some(Duty::Commit)),
            ([Drawn, Drawn], true, COMMIT_ENDS + 1, Some(Duty::Missed)),
            ([Drawn, Committed], true, COMMIT_ENDS, Some(Duty::Wait)),
            ([Drawn, Committed], true, COMMIT_ENDS + 1, Some(Duty::Reveal)),
            ([Committed, Committed], true, 0, Some(Duty::Reveal)),
            ([Shown, Committed], true, REVEAL_ENDS, Some(Duty::Reveal)),
            ([Shown, Committed], true, REVEAL_ENDS + 1, Some(Duty::Wait)),
            ([Committed, Committed], false, 0, Some(Duty::Lost)),
            ([Committed, Shown], true, 0, None),
        ] {
            assert_eq!(owed(states, has_ballot, now), expected, "{states:?} {has_ballot} {now}");
        }
    }

    #[test]
    fn who_was_not_drawn_owes_nothing_nor_does_anyone_after_the_ruling() {
        let mut dispute = voting(1, &[(OTHER, VoteState::Drawn)]);
        assert_eq!(duty(&dispute.data, &OWN, false, 0), None);
        assert_eq!(duty(&dispute.data, &OTHER, false, 0), Some((0, Duty::Examine)));
        dispute.data.state = DisputeState::Ruled.byte();
        assert_eq!(duty(&dispute.data, &OTHER, false, 0), None);
    }
}
