use super::{is_unavailable, SILENT_VOTE_BPS, WRONG_VOTE_BPS};
use crate::proof::tree::Hash;
use crate::state::Ruling;

/// What a vote was worth to the dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merit {
    /// It is paid.
    Right,
    /// It is against the outcome.
    Wrong,
    /// It was not given.
    Silent,
    /// Neither paid nor punished.
    Excused,
}

impl Merit {
    /// Of the verifier's bond.
    pub fn penalty_bps(self) -> u16 {
        match self {
            Self::Wrong => WRONG_VOTE_BPS,
            Self::Silent => SILENT_VOTE_BPS,
            Self::Right | Self::Excused => 0,
        }
    }
}

/// What a vote for `result` was worth, where the dispute ended with this ruling: `ruled` is the result that was found
/// right.
///
/// To say that the work cannot be done again costs nothing where most say so, but earns nothing either: it would be what
/// everyone says who does not work.
pub fn merit(shown: bool, result: &Hash, ruling: Ruling, ruled: &Hash) -> Merit {
    if !shown {
        return Merit::Silent;
    }
    let same = result == ruled;
    match (ruling, is_unavailable(result)) {
        (Ruling::Right | Ruling::Wrong, true) => Merit::Silent,
        (Ruling::Right | Ruling::Wrong, false) if same => Merit::Right,
        (Ruling::Right | Ruling::Wrong, false) => Merit::Wrong,
        (Ruling::Unavailable, false) if same => Merit::Right,
        (Ruling::Undecided, false) => Merit::Right,
        (Ruling::Unavailable, _) | (Ruling::Undecided, true) => Merit::Excused,
    }
}
