extern crate std;

use super::*;
use std::vec::Vec;

const SEED: Hash = [5; 32];
/// In the last leaf of the third part.
const WALK: u64 = 2 * 8_192 + 8_191;

/// Hashes for a test: no byte goes in without changing all that come out, but for zeros at the end.
fn hash(parts: &[&[u8]]) -> Hash {
    let bytes = parts.concat();
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let mut words = [1u64, 2, 3, 4];
    for byte in &bytes[..end] {
        for at in 0..4 {
            words[at] = crate::proof::expand::word(words[at] ^ u64::from(*byte), words[(at + 1) % 4], 0);
        }
    }
    words.map(u64::to_le_bytes).concat().try_into().unwrap()
}

fn end(walk: u64) -> u32 {
    walk::end(1, walk::start(&SEED, walk, hash), |block| table::block(&SEED, block, hash))
}

/// The leaf of [`WALK`], as it should be.
fn ends() -> Ends {
    let first = WALK - WALK % 16;
    (first..first + 16).flat_map(|walk| end(walk).to_le_bytes()).collect::<Vec<_>>().try_into().unwrap()
}

/// What a commitment to a leaf looks like of which all neighbours are made up.
fn committed(ends: &Ends) -> (Roots, [Hash; 9]) {
    let path = core::array::from_fn(|level| [level as u8; 32]);
    let mut roots = [[0; 32]; tree::PARTS];
    let leaf = tree::leaf((WALK / 16) as u32, ends, hash);
    roots[2] = tree::climb(leaf, 511, &path, hash);
    (roots, path)
}

fn judged(roots: &Roots, walk: u64, ends: &Ends, path: &[Hash]) -> Verdict {
    judge(1, &SEED, roots, walk, &Opening { ends, path }, hash)
}

#[test]
fn an_honest_end_is_right() {
    let ends = ends();
    let (roots, path) = committed(&ends);
    assert_eq!(judged(&roots, WALK, &ends, &path), Verdict::Right);
    assert_eq!(judged(&roots, WALK - 5, &ends, &path), Verdict::Right);
}

#[test]
fn a_wrong_end_convicts_its_prover_where_it_is_and_nowhere_else() {
    let mut ends = ends();
    ends[15 * 4] ^= 1;
    let (roots, path) = committed(&ends);
    assert_eq!(judged(&roots, WALK, &ends, &path), Verdict::Wrong);
    assert_eq!(judged(&roots, WALK - 1, &ends, &path), Verdict::Right);
}

#[test]
fn a_table_of_another_seed_or_size_is_another_table() {
    let ends = ends();
    let (roots, path) = committed(&ends);
    let opening = Opening { ends: &ends, path: &path };
    assert_eq!(judge(1, &[6; 32], &roots, WALK, &opening, hash), Verdict::Wrong);
    // Of another size the place is another one, and the path too short.
    assert_eq!(judge(2, &SEED, &roots, WALK, &opening, hash), Verdict::Unrelated);
    let longer = [&path[..], &[[9; 32]]].concat();
    let leaf = tree::leaf((WALK / 16) as u32, &ends, hash);
    let mut above = roots;
    above[1] = tree::climb(leaf, 1_535 & 1_023, &longer, hash);
    assert_eq!(judge(2, &SEED, &above, WALK, &Opening { ends: &ends, path: &longer }, hash), Verdict::Wrong);
}

#[test]
fn what_does_not_lead_to_the_root_says_nothing() {
    let ends = ends();
    let (roots, path) = committed(&ends);
    let mut others = ends;
    others[0] ^= 1;
    assert_eq!(judged(&roots, WALK, &others, &path), Verdict::Unrelated);
    assert_eq!(judged(&roots, WALK, &ends, &path[..8]), Verdict::Unrelated);
    assert_eq!(judged(&roots, WALK, &ends, &[&path[..], &[[0; 32]]].concat()), Verdict::Unrelated);
    // The walks of the same place in another part, and none at all.
    assert_eq!(judged(&roots, WALK + 8_192, &ends, &path), Verdict::Unrelated);
    assert_eq!(judged(&roots, 1 << 17, &ends, &path), Verdict::Unrelated);
}
