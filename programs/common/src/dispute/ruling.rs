use crate::proof::tree::Hash;

/// What a verifier votes that could not do the work again, because what it takes could not be had.
const UNAVAILABLE: Hash = [0; 32];

/// Whether the vote says that the work could not be done again.
pub fn is_unavailable(vote: &Hash) -> bool {
    *vote == UNAVAILABLE
}

/// What the votes of a round say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tally {
    /// More than half of the committee came to this result.
    Result(Hash),
    /// More than half could not do the work again.
    Unavailable,
    /// Neither.
    Undecided,
}

/// Counts the votes that were shown, of a committee of `seats`.
pub fn count<'a>(votes: impl Iterator<Item = &'a Hash> + Clone, seats: usize) -> Tally {
    let is_majority = |vote: &Hash| {
        let equal = votes.clone().filter(|other| *other == vote).count();
        equal.saturating_mul(2) > seats
    };
    match votes.clone().find(|vote| is_majority(vote)) {
        Some(vote) if is_unavailable(vote) => Tally::Unavailable,
        Some(vote) => Tally::Result(*vote),
        None => Tally::Undecided,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Hash = [1; 32];
    const B: Hash = [2; 32];

    #[test]
    fn more_than_half_of_the_whole_committee_decides() {
        assert_eq!(count([A, B, A].iter(), 3), Tally::Result(A));
        assert_eq!(count([A, A].iter(), 3), Tally::Result(A));
        assert_eq!(count([A].iter(), 3), Tally::Undecided);
        assert_eq!(count([A, B, UNAVAILABLE].iter(), 3), Tally::Undecided);
        assert_eq!(count([A, A, B, B].iter(), 4), Tally::Undecided);
        assert_eq!(count([].iter(), 0), Tally::Undecided);
        assert_eq!(count([UNAVAILABLE, UNAVAILABLE, A].iter(), 3), Tally::Unavailable);
        assert_eq!(count([A].iter(), 1), Tally::Result(A));
    }
}
