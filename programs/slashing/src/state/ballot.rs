use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::dispute::merit;
pub use furnace_common::dispute::Merit;
use furnace_common::state::{Ruling, VoteState};

use crate::error::SlashingError;

/// One member of a committee, and what it voted.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Vote {
    pub verifier: Address,
    /// To its result and a salt; see `vote_commitment`.
    pub commitment: [u8; 32],
    /// The result that it came to; zeros where the work could not be done again.
    pub result_hash: [u8; 32],
    /// A `VoteState` byte; zero for a place that is not used.
    pub state: u8,
    pub _padding: [u8; 7],
}

impl Vote {
    pub fn state(&self) -> Result<VoteState> {
        VoteState::from_byte(self.state).ok_or(SlashingError::NoSuchVote.into())
    }

    pub fn is(&self, state: VoteState) -> bool {
        self.state == state.byte()
    }

    /// What it was worth, where the dispute ended with this ruling: `ruled` is the result that was found right.
    pub fn merit(&self, ruling: Ruling, ruled: &[u8; 32]) -> Merit {
        merit(self.is(VoteState::Shown), &self.result_hash, ruling, ruled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULED: [u8; 32] = [1; 32];

    fn shown(byte: u8) -> Vote {
        Vote { result_hash: [byte; 32], state: VoteState::Shown.byte(), ..Vote::zeroed() }
    }

    #[test]
    fn votes_are_worth_what_the_outcome_makes_of_them() {
        use Merit::{Excused, Right, Silent, Wrong};
        for (ruling, same, other, unavailable) in [
            (Ruling::Right, Right, Wrong, Silent),
            (Ruling::Wrong, Right, Wrong, Silent),
            (Ruling::Unavailable, Right, Excused, Excused),
            (Ruling::Undecided, Right, Right, Excused),
        ] {
            let merits = [shown(1), shown(2), shown(0)].map(|vote| vote.merit(ruling, &RULED));
            assert_eq!(merits, [same, other, unavailable], "{ruling:?}");
            for state in [VoteState::Drawn, VoteState::Committed] {
                assert_eq!(Vote { state: state.byte(), ..shown(1) }.merit(ruling, &RULED), Silent);
            }
        }
    }
}
