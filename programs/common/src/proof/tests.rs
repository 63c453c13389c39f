extern crate std;

use super::*;
use std::vec::Vec;

const SHAPE: Shape = Shape { size: 64, inner: 64, rounds: 1 };
const SEED: Hash = [5; 32];

/// Hashes for a test: no byte goes in without changing all that come out.
fn hash(parts: &[&[u8]]) -> Hash {
    let mut words = [1u64, 2, 3, 4];
    for byte in parts.concat() {
        for at in 0..4 {
            words[at] = expand::word(words[at] ^ u64::from(byte), words[(at + 1) % 4], 0);
        }
    }
    words.map(u64::to_le_bytes).concat().try_into().unwrap()
}

/// The entries of all leaves, as they should be.
fn leaves() -> Vec<Entries> {
    let places = (0..64u16).flat_map(|row| (0..4u16).map(move |segment| (row, segment)));
    let entries = places.map(|(row, segment)| {
        let columns = (0..16).map(|lane| entry(&SEED, SHAPE.inner, row, segment * 16 + lane));
        columns.flat_map(i32::to_le_bytes).collect::<Vec<_>>().try_into().unwrap()
    });
    entries.collect()
}

/// Levels of the tree, from the leaves to the root.
fn tree_of(leaves: &[Entries]) -> Vec<Vec<Hash>> {
    let bottom = leaves.iter().enumerate();
    let mut level: Vec<_> =
        bottom.map(|(at, entries)| tree::leaf(at as u16 / 4, at as u16 % 4, entries, hash)).collect();
    let mut levels = Vec::new();
    while level.len() > 1 {
        let above = level.chunks(2).map(|pair| tree::node(&pair[0], &pair[1], hash)).collect();
        levels.push(level);
        level = above;
    }
    levels.push(level);
    levels
}

fn judged(levels: &[Vec<Hash>], leaves: &[Entries], row: u16, column: u16) -> Verdict {
    let index = usize::from(row * 4 + column / 16);
    let path: Vec<_> = (0..8).map(|level| levels[level][(index >> level) ^ 1]).collect();
    let opening = Opening { entries: &leaves[index], path: &path };
    judge(&SHAPE, &SEED, &levels[8][0], &Sample { round: 0, row, column }, &opening, hash)
}

#[test]
fn every_entry_of_an_honest_proof_is_right() {
    let leaves = leaves();
    let levels = tree_of(&leaves);
    for (row, column) in [(0, 0), (0, 63), (1, 16), (31, 40), (63, 63)] {
        assert_eq!(judged(&levels, &leaves, row, column), Verdict::Right);
    }
}

#[test]
fn a_wrong_entry_convicts_its_prover_where_it_is_and_nowhere_else() {
    let mut leaves = leaves();
    leaves[4 * 10 + 1][4 * 3] ^= 1;
    let levels = tree_of(&leaves);
    assert_eq!(judged(&levels, &leaves, 10, 19), Verdict::Wrong);
    for (row, column) in [(10, 18), (10, 3), (11, 19)] {
        assert_eq!(judged(&levels, &leaves, row, column), Verdict::Right);
    }
}

#[test]
fn what_does_not_lead_to_the_root_says_nothing() {
    let honest = leaves();
    let levels = tree_of(&honest);
    let mut leaves = honest.clone();
    leaves[0][0] ^= 1;
    assert_eq!(judged(&levels, &leaves, 0, 0), Verdict::Unrelated);
    let other = judged(&tree_of(&leaves), &honest, 0, 0);
    assert_eq!(other, Verdict::Unrelated);
}

#[test]
fn a_path_of_another_length_or_a_place_outside_says_nothing() {
    let leaves = leaves();
    let levels = tree_of(&leaves);
    let path: Vec<_> = levels[..8].iter().map(|level| level[1]).collect();
    let judged = |row, path: &[Hash], root: &Hash| {
        let opening = Opening { entries: &leaves[0], path };
        judge(&SHAPE, &SEED, root, &Sample { round: 0, row, column: 0 }, &opening, hash)
    };
    let longer = [&path[..], &[[0; 32]]].concat();
    // A root that the longer path does lead to.
    let above = tree::climb(levels[0][0], 0, &longer, hash);
    assert_eq!(judged(0, &path, &levels[8][0]), Verdict::Right);
    assert_eq!(judged(0, &path[..7], &levels[7][0]), Verdict::Unrelated);
    assert_eq!(judged(0, &longer, &above), Verdict::Unrelated);
    assert_eq!(judged(64, &path, &levels[8][0]), Verdict::Unrelated);
}
