//! Which entries a cheat skips.

use furnace_common::proof::expand::word;
use furnace_common::proof::{Sample, Shape};
use serde::Serialize;

/// From where scattered entries are drawn.
const SCATTER: u64 = 0x6368_6561_7469_6e67;

/// How a cheat chooses what it skips.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// Entries here and there.
    Scattered,
    /// Whole rows of all rounds, evenly spread.
    Rows,
    /// The last rounds, and of the round before the last rows: it stops early.
    End,
}

impl Strategy {
    pub const ALL: [Self; 3] = [Self::Scattered, Self::Rows, Self::End];
}

/// The entries that are skipped of a proof.
#[derive(Clone, Copy, Debug)]
pub struct Skipped {
    strategy: Strategy,
    shape: Shape,
    /// Entries of the proof, or rows where those are skipped as a whole.
    all: u64,
    /// As many of them as are skipped.
    count: u64,
}

impl Skipped {
    /// The entries of `part` of the work, to the nearest entry or row.
    pub fn new(strategy: Strategy, shape: Shape, part: f64) -> Self {
        let rows = u64::from(shape.rounds) * u64::from(shape.size);
        let all = if strategy == Strategy::Rows { rows } else { rows * u64::from(shape.size) };
        Self { strategy, shape, all, count: (part * all as f64).round() as u64 }
    }

    /// The part that is skipped in fact. Of scattered entries it is the expected one.
    pub fn part(&self) -> f64 {
        self.count as f64 / self.all as f64
    }

    /// Whether an entry is among them.
    pub fn contains(&self, Sample { round, row, column }: Sample) -> bool {
        let size = u64::from(self.shape.size);
        let row = u64::from(round) * size + u64::from(row);
        let entry = row * size + u64::from(column);
        let place = match self.strategy {
            Strategy::Scattered => word(SCATTER, 0, entry) % self.all,
            // Falls below the count as often as there are rows to skip: the rule by which a line is drawn in pixels.
            Strategy::Rows => row * self.count % self.all,
            Strategy::End => self.all - 1 - entry,
        };
        place < self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: Shape = Shape { size: 64, inner: 64, rounds: 4 };

    fn all() -> impl Iterator<Item = Sample> {
        let rows = (0..SHAPE.rounds).flat_map(|round| (0..SHAPE.size).map(move |row| (round, row)));
        rows.flat_map(|(round, row)| (0..SHAPE.size).map(move |column| Sample { round, row, column }))
    }

    fn skipped(strategy: Strategy, part: f64) -> Vec<Sample> {
        let skipped = Skipped::new(strategy, SHAPE, part);
        all().filter(|sample| skipped.contains(*sample)).collect()
    }

    #[test]
    fn as_many_entries_are_skipped_as_it_says() {
        for part in [0.01, 0.1, 0.25, 0.5] {
            for strategy in [Strategy::Rows, Strategy::End] {
                let expected = Skipped::new(strategy, SHAPE, part).part() * 16_384.0;
                assert_eq!(skipped(strategy, part).len(), expected.round() as usize, "{strategy:?} {part}");
            }
            let scattered = skipped(Strategy::Scattered, part).len() as f64;
            let deviation = (part * (1.0 - part) * 16_384.0).sqrt();
            assert!((scattered - part * 16_384.0).abs() < 4.0 * deviation, "{scattered} {part}");
        }
    }

    #[test]
    fn the_part_is_that_which_was_asked_for_to_the_nearest() {
        assert_eq!(Skipped::new(Strategy::Rows, SHAPE, 0.01).part(), 3.0 / 256.0);
        assert_eq!(Skipped::new(Strategy::End, SHAPE, 0.01).part(), 164.0 / 16_384.0);
    }

    #[test]
    fn rows_are_skipped_whole_and_in_every_round() {
        let skipped = skipped(Strategy::Rows, 0.125);
        for row in skipped.chunks(64) {
            assert!(row.iter().all(|sample| (sample.round, sample.row) == (row[0].round, row[0].row)));
        }
        let of_round = |round| skipped.iter().filter(|sample| sample.round == round).count();
        assert_eq!([0, 1, 2, 3].map(of_round), [8 * 64; 4]);
    }

    #[test]
    fn who_stops_early_skips_the_last_rounds() {
        let of_half = skipped(Strategy::End, 0.5);
        assert!(of_half.iter().all(|sample| sample.round >= 2));
        assert_eq!(of_half.len(), 2 * 4_096);
        let of_little = skipped(Strategy::End, 0.01);
        assert!(of_little.iter().all(|sample| sample.round == 3 && sample.row >= 61));
    }

    #[test]
    fn scattered_entries_lie_in_all_rounds_and_in_almost_all_rows() {
        let mut rows: Vec<_> = skipped(Strategy::Scattered, 0.1).iter().map(|one| (one.round, one.row)).collect();
        rows.dedup();
        assert!(rows.len() > 250, "{}", rows.len());
    }
}
