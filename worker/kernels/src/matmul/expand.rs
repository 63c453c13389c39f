use furnace_common::product::{line_key, line_word};
use serde::{Deserialize, Serialize};

/// The entries that one 64 bit word gives.
const LANES: usize = 8;

/// One of the two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// A, whose lines are its rows.
    A,
    /// B, whose lines are its columns.
    B,
}

/// Fills `line` with the entries of row or column `index` of an operand.
///
/// SplitMix64 seeded with `seed` gives a key for every line: its outputs 0, 2, 4, ... are for the
/// rows of A, its outputs 1, 3, 5, ... for the columns of B. A second SplitMix64, seeded with the
/// line's key, gives the entries: the bytes of its outputs, the lowest first. So any entry is at
/// hand in constant time, and needs nothing but wrapping 64 bit arithmetic.
pub fn expand_line(seed: u64, side: Side, index: u32, line: &mut [i8]) {
    let side = match side {
        Side::A => 0,
        Side::B => 1,
    };
    let key = line_key(seed, side, index);
    for (word, lanes) in (0..).zip(line.chunks_mut(LANES)) {
        let bytes = line_word(key, word).to_le_bytes();
        for (lane, byte) in lanes.iter_mut().zip(bytes) {
            *lane = byte.cast_signed();
        }
    }
}

/// The first `lines` lines of an operand, each of `inner` entries, one after the other.
#[must_use]
pub fn expand(seed: u64, side: Side, lines: u32, inner: u32) -> Vec<i8> {
    let mut entries = vec![0; lines as usize * inner as usize];
    if inner > 0 {
        for (index, line) in (0..).zip(entries.chunks_mut(inner as usize)) {
            expand_line(seed, side, index, line);
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_splitmix64() {
        let outputs = [0, 1, 2].map(|index| line_word(1_234_567, index));
        assert_eq!(outputs, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn every_line_can_be_had_alone() {
        let whole = expand(7, Side::B, 5, 19);
        for (index, line) in whole.chunks(19).enumerate() {
            let mut alone = [0; 19];
            expand_line(7, Side::B, index as u32, &mut alone);
            assert_eq!(line, alone);
        }
    }

    #[test]
    fn lines_sides_and_seeds_differ() {
        let lines = [(7, Side::A, 0), (7, Side::A, 1), (7, Side::B, 0), (8, Side::A, 0)];
        let lines = lines.map(|(seed, side, index)| {
            let mut line = [0; 16];
            expand_line(seed, side, index, &mut line);
            line
        });
        for (index, line) in lines.iter().enumerate() {
            assert!(!lines[..index].contains(line));
        }
    }

    #[test]
    fn the_expansion_is_part_of_the_protocol() {
        assert_eq!(expand(1, Side::A, 1, 8), [30, 97, 57, 116, 8, -85, 65, 94]);
        assert_eq!(expand(1, Side::B, 1, 8), [104, -56, -101, -62, -87, 26, -117, 119]);
    }
}
