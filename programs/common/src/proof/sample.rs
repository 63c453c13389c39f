use super::expand::{word, words};
use super::tree::Hash;
use super::Shape;

/// An entry that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sample {
    /// The round, from 0.
    pub round: u16,
    /// The row of its product, from 0.
    pub row: u16,
    /// The column, from 0.
    pub column: u16,
}

/// Sample `index` of as many as are wanted from one random value: bits of a word that is mixed from the value
/// and the index.
///
/// Row and column have no bias, since sizes are powers of two. A round is the high half of the word as a
/// fraction of the rounds, so some are likelier than others by less than a part in 2^22. Two samples may fall
/// on the same entry.
pub fn sample(random: &Hash, index: u32, shape: &Shape) -> Sample {
    let [key, second, ..] = words(random);
    let bits = word(key, second, u64::from(index));
    let below_size = shape.size.wrapping_sub(1);
    Sample {
        round: ((bits >> 32).wrapping_mul(u64::from(shape.rounds)) >> 32) as u16,
        row: (bits >> 16) as u16 & below_size,
        column: bits as u16 & below_size,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(shape: &Shape, count: u32) -> impl Iterator<Item = Sample> + '_ {
        (0..count).map(|index| sample(&core::array::from_fn(|byte| byte as u8), index, shape))
    }

    #[test]
    fn samples_lie_within_the_proof_and_reach_all_of_it() {
        for (size, rounds) in [(64, 1), (256, 3), (32_768, 1_024)] {
            let shape = Shape { size, inner: 64, rounds };
            let (mut all, mut none) = (Sample { round: 0, row: 0, column: 0 }, u16::MAX);
            for Sample { round, row, column } in drawn(&shape, 20_000) {
                assert!(round < rounds && row < size && column < size);
                all = Sample { round: all.round.max(round), row: all.row | row, column: all.column | column };
                none &= row & column;
            }
            assert_eq!(all, Sample { round: rounds - 1, row: size - 1, column: size - 1 });
            assert_eq!(none, 0);
        }
    }

    #[test]
    fn rounds_rows_and_columns_are_drawn_alike() {
        let shape = Shape { size: 64, inner: 64, rounds: 3 };
        let (mut rounds, mut rows, mut columns) = ([0u32; 3], [0u32; 64], [0u32; 64]);
        for Sample { round, row, column } in drawn(&shape, 64_000) {
            rounds[usize::from(round)] += 1;
            rows[usize::from(row)] += 1;
            columns[usize::from(column)] += 1;
        }
        // Six standard deviations either way.
        assert!(rounds.iter().all(|count| (20_600..=22_100).contains(count)), "{rounds:?}");
        assert!(rows.iter().chain(&columns).all(|count| (810..=1_190).contains(count)), "{rows:?} {columns:?}");
    }

    #[test]
    fn the_drawing_is_part_of_the_protocol() {
        let shape = Shape { size: 16_384, inner: 4_096, rounds: 5 };
        let samples = [0, 1, u32::MAX].map(|index| sample(&[7; 32], index, &shape));
        assert_eq!(
            samples.map(|Sample { round, row, column }| (round, row, column)),
            [(3, 3_209, 9_248), (2, 11_360, 4_172), (2, 10_984, 3_115)]
        );
    }
}
