//! The table: items of 32 bytes, two to a block, none of which says anything of another.

use super::Hash;

/// A block: the words of its two items, each with its highest byte first, as SHA-256 has them.
pub type Block = [u32; 16];

/// What an item's message begins with, so that none can pass for anything else that is hashed.
const ITEM: &[u8] = &[3];

/// Compressions of SHA-256 that an item takes, one after the other.
pub const COMPRESSIONS: usize = 64;

/// What fills an item's message up, behind tag, seed and index, so that its last block just has room for the end that
/// SHA-256 puts there. Zeros have no schedule: a step of it costs all devices alike, and the chain next to nothing.
const FILLER: [u8; COMPRESSIONS * 64 - 9 - 41] = [0; COMPRESSIONS * 64 - 9 - 41];

/// An item: a hash of a three, the seed, the item's index of eight bytes, the lowest first, and many zeros.
pub fn item(seed: &Hash, index: u64, hash: impl Fn(&[&[u8]]) -> Hash) -> Hash {
    hash(&[ITEM, seed, &index.to_le_bytes(), &FILLER])
}

/// A block: items `2 x index` and the one after it.
pub fn block(seed: &Hash, index: u32, hash: impl Fn(&[&[u8]]) -> Hash) -> Block {
    let first = u64::from(index).wrapping_mul(2);
    let (left, right) = (item(seed, first, &hash), item(seed, first.wrapping_add(1), &hash));
    let mut block = [0; 16];
    for (word, bytes) in block.iter_mut().zip(left.as_chunks().0.iter().chain(right.as_chunks().0)) {
        *word = u32::from_be_bytes(*bytes);
    }
    block
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    #[test]
    fn an_item_is_laid_out_as_the_protocol_says() {
        let expected = [&[3][..], &[9; 32], &[0x34, 0x12, 0, 0, 0, 0, 0, 0], &[0; 4_046]].concat();
        let hash = |parts: &[&[u8]]| {
            assert_eq!(parts.concat(), expected);
            [7; 32]
        };
        assert_eq!(item(&[9; 32], 0x1234, hash), [7; 32]);
        // With a bit, and eight bytes for its length, the message has no byte to spare.
        assert_eq!(expected.len() + 1 + 8, COMPRESSIONS * 64);
    }

    #[test]
    fn a_block_is_two_items_the_highest_byte_of_a_word_first() {
        let hash = |parts: &[&[u8]]| {
            let index = parts.concat()[33];
            core::array::from_fn(|byte| index * 32 + byte as u8)
        };
        let words: Vec<u32> = (0..16).map(|word| 0x4041_4243 + word * 0x0404_0404).collect();
        assert_eq!(block(&[9; 32], 1, hash).to_vec(), words);
    }
}
