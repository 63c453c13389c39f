//! The matrices: vectors of `inner` bytes, the rows of A and the columns of B, 8 entries to a word.
//!
//! Word `w` of vector `v` is output `v x inner / 8 + w` of a SplitMix64 that starts at its side's key, with a
//! second key mixed in before the last multiplication. The word's bytes, the lowest first, are its entries.
//! All arithmetic wraps.

use super::tree::Hash;

/// The step of SplitMix64: 2^64 divided by the golden ratio, made odd.
pub(crate) const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
const FIRST: u64 = 0xbf58_476d_1ce4_e5b9;
const LAST: u64 = 0x94d0_49bb_1331_11eb;

/// Entries of a word.
const LANES: u16 = 8;
/// The sign bits of a word's entries: flipped, an entry is 128 more than it was, and has no sign.
const SIGNS: u64 = 0x8080_8080_8080_8080;
/// Two entries of a word, four apart, and 128 at both places.
const PAIR: u64 = 0x0000_00ff_0000_00ff;
const OFFSET: u64 = 0x0000_0080_0000_0080;

/// The keys of a round: three of the seed's words, the lowest byte first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys {
    /// Where the words of A start.
    pub a: u64,
    /// Where the words of B start.
    pub b: u64,
    /// What is mixed into the words of both.
    pub second: u64,
}

/// The keys that a seed gives.
pub fn keys(seed: &Hash) -> Keys {
    let [a, b, second, _] = words(seed);
    Keys { a, b, second }
}

/// The four words of a hash, the lowest byte first.
pub(super) fn words(hash: &Hash) -> [u64; 4] {
    let mut words = [0; 4];
    for (word, bytes) in words.iter_mut().zip(hash.as_chunks().0) {
        *word = u64::from_le_bytes(*bytes);
    }
    words
}

/// Output `index` of the generator that starts at `key`.
pub fn word(key: u64, second: u64, index: u64) -> u64 {
    mix(state(key, index).wrapping_add(GOLDEN), second)
}

/// Entry (`row`, `column`) of the product of a round with this seed.
///
/// Written for a machine that counts instructions and has ten registers of 64 bits: nothing is stored, a step
/// takes a word of each side, and one multiplication does the work of two.
pub fn entry(seed: &Hash, inner: u16, row: u16, column: u16) -> i32 {
    let Keys { a, b, second } = keys(seed);
    let steps = u64::from(inner / LANES);
    let mut left = state(a, u64::from(row).wrapping_mul(steps));
    let mut right = state(b, u64::from(column).wrapping_mul(steps));
    let end = state(left, steps);
    let mut sum = 0u64;
    while left != end {
        left = left.wrapping_add(GOLDEN);
        right = right.wrapping_add(GOLDEN);
        sum = sum.wrapping_add(dot(mix(left, second), mix(right, second)));
    }
    upper(sum)
}

/// The generator's state before output `index`.
pub(crate) fn state(key: u64, index: u64) -> u64 {
    key.wrapping_add(index.wrapping_mul(GOLDEN))
}

fn mix(state: u64, second: u64) -> u64 {
    let mixed = (state ^ (state >> 30)).wrapping_mul(FIRST);
    let mixed = (mixed ^ (mixed >> 27) ^ second).wrapping_mul(LAST);
    mixed ^ (mixed >> 31)
}

/// The sum of the products of two words' entries, as the upper half of a number: see [`upper`].
///
/// Entries four apart are the digits of a number in base 2^32. Of two such numbers, one with its digits
/// swapped, `(x + 2^32 y)(v + 2^32 u)` is `xv + 2^32 (xu + yv)`, and what is above that is cut off. A word whose bytes
/// are in the opposite order has those digits swapped, and its pairs in the opposite order.
pub(crate) fn dot(left: u64, right: u64) -> u64 {
    let (left, right) = (left ^ SIGNS, (right ^ SIGNS).swap_bytes());
    let pair = |word: u64, from: u32| ((word >> from) & PAIR).wrapping_sub(OFFSET);
    let pairs = [(0, 24), (8, 16), (16, 8), (24, 0)].into_iter();
    pairs.fold(0, |sum, (from, to)| sum.wrapping_add(pair(left, from).wrapping_mul(pair(right, to))))
}

/// The upper half of a sum. The lower one is less than 2^30, and has borrowed from the upper one where it is
/// negative.
pub(crate) fn upper(sum: u64) -> i32 {
    let lower = i64::from(sum as i32).cast_unsigned();
    (sum.wrapping_sub(lower) >> 32) as i32
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use proptest::prelude::*;
    use std::vec::Vec;

    const SEED: Hash = [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
        30, 31,
    ];

    fn vector(key: u64, second: u64, inner: u16, index: u16) -> Vec<i64> {
        let words = u64::from(inner / 8);
        let words = (0..words).map(|at| word(key, second, u64::from(index) * words + at));
        words.flat_map(|word| word.to_le_bytes().map(|byte| i64::from(byte as i8))).collect()
    }

    #[test]
    fn without_a_second_key_the_generator_is_splitmix64() {
        let outputs = [0, 1, 2].map(|index| word(1_234_567, 0, index));
        assert_eq!(outputs, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn the_expansion_is_part_of_the_protocol() {
        let Keys { a, b, second } = keys(&SEED);
        let words = [0, 1, 1 << 25].map(|index| word(a, second, index));
        assert_eq!(words, [0x81d9_2293_22de_9810, 0xcaaa_65e3_0e4d_6521, 0xe358_f719_86a8_05b4]);
        assert_eq!(vector(a, second, 64, 0)[..8], [16, -104, -34, 34, -109, 34, -39, -127]);
        assert_eq!(vector(b, second, 64, 0)[..8], [111, 3, -7, 6, 106, 95, 38, -126]);
    }

    #[test]
    fn an_entry_is_part_of_the_protocol() {
        let entries = [(64, 0, 0), (72, 3, 5), (4_096, 1_234, 4_321), (16_384, 16_383, 16_383)];
        let entries = entries.map(|(inner, row, column)| entry(&SEED, inner, row, column));
        assert_eq!(entries, [-5_802, 75_014, -341_320, 675_360]);
    }

    #[test]
    fn the_first_three_words_of_the_seed_matter() {
        let first = entry(&SEED, 64, 1, 2);
        for bit in 0..192 {
            let mut other = SEED;
            other[bit / 8] ^= 1 << (bit % 8);
            assert_ne!(entry(&other, 64, 1, 2), first, "{bit}");
        }
    }

    proptest! {
        #[test]
        fn an_entry_is_the_product_of_its_vectors(seed: Hash, words in 8u16..=64, row in 0u16..16_384, column in 0u16..16_384) {
            let (inner, Keys { a, b, second }) = (words * 8, keys(&seed));
            let (left, right) = (vector(a, second, inner, row), vector(b, second, inner, column));
            let product: i64 = left.iter().zip(&right).map(|(x, y)| x * y).sum();
            prop_assert_eq!(i64::from(entry(&seed, inner, row, column)), product);
        }

        #[test]
        fn two_words_are_multiplied_with_their_signs(left: u64, right: u64) {
            for (x, y) in [(left, right), (SIGNS, right), (left, SIGNS), (SIGNS, SIGNS), (SIGNS, !SIGNS)] {
                let lanes = |word: u64| word.to_le_bytes().map(|byte| i32::from(byte as i8));
                let product: i32 = lanes(x).iter().zip(lanes(y)).map(|(x, y)| x * y).sum();
                prop_assert_eq!(upper(dot(x, y)), product);
            }
        }
    }

    #[test]
    fn the_longest_sums_do_not_overflow() {
        for (x, y, product) in [(SIGNS, SIGNS, 1 << 14), (SIGNS, !SIGNS, -(127 << 7)), (!SIGNS, !SIGNS, 127 * 127)] {
            let sum = (0..8_191).fold(0u64, |sum, _| sum.wrapping_add(dot(x, y)));
            assert_eq!(upper(sum), product * 65_528);
        }
    }
}
