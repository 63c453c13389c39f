//! Whatever is not the proof is not taken for it.

use std::sync::LazyLock;

use furnace_common::proof::tree::SEGMENT;

use super::super::part::Part;
use super::super::tree::path;
use super::*;

const SAMPLE: Sample = Sample { round: 1, row: 40, column: 21 };

/// A round with its product, as a prover has it that may do as it likes.
struct Forger {
    challenge: Challenge,
    roots: Vec<Hash>,
    entries: Vec<i32>,
    leaves: Vec<Hash>,
}

impl Forger {
    /// A proof of one round of which `skip` replaces entries.
    fn new(skip: impl Fn(usize, &mut i32)) -> Self {
        let challenge = challenge(Shape { rounds: 1, ..SMALL });
        let whole = Part { rows: 0..64, columns: 0..64 };
        let mut entries = whole.entries(&challenge.seed, challenge.shape.inner);
        entries.iter_mut().enumerate().for_each(|(place, entry)| skip(place, entry));
        let leaves = whole.leaves(&entries);
        Self { challenge, roots: vec![path(&leaves, 0).1], entries, leaves }
    }

    fn judged(&self, row: u16, column: u16) -> Verdict {
        let leaf = usize::from(row * 4 + column / SEGMENT);
        let entries = self.entries.as_chunks().0[leaf];
        let opening = Opening { entries, path: path(&self.leaves, leaf).0 };
        verify(&self.challenge, &self.roots, &Sample { round: 0, row, column }, &opening)
    }
}

/// An honest opening of [`SAMPLE`].
static HONEST: LazyLock<(Challenge, Vec<Hash>, Opening)> = LazyLock::new(|| {
    let challenge = challenge(SMALL);
    let roots = roots_on_cpu(&challenge).unwrap();
    let whole = Part { rows: 0..64, columns: 0..64 };
    let entries = whole.entries(&challenge.round_seed(&roots[..1]), challenge.shape.inner);
    let leaf = 40 * 4 + 1;
    let opening = Opening { path: path(&whole.leaves(&entries), leaf).0, entries: entries.as_chunks().0[leaf] };
    (challenge, roots, opening)
});

fn flipped(hash: &Hash, bit: usize) -> Hash {
    let mut hash = *hash;
    hash[bit / 8] ^= 1 << (bit % 8);
    hash
}

#[test]
fn the_honest_opening_is_right() {
    let (challenge, roots, opening) = &*HONEST;
    assert_eq!(verify(challenge, roots, &SAMPLE, opening), Verdict::Right);
}

#[test]
fn no_bit_of_the_entries_can_be_flipped() {
    let (challenge, roots, opening) = &*HONEST;
    for bit in 0..16 * 32 {
        let mut opening = opening.clone();
        opening.entries[bit / 32] ^= 1 << (bit % 32);
        assert_eq!(verify(challenge, roots, &SAMPLE, &opening), Verdict::Unrelated, "{bit}");
    }
}

#[test]
fn no_bit_of_the_path_can_be_flipped() {
    let (challenge, roots, opening) = &*HONEST;
    for bit in 0..opening.path.len() * 256 {
        let mut opening = opening.clone();
        opening.path[bit / 256] = flipped(&opening.path[bit / 256], bit % 256);
        assert_eq!(verify(challenge, roots, &SAMPLE, &opening), Verdict::Unrelated, "{bit}");
    }
}

#[test]
fn no_bit_of_the_root_can_be_flipped() {
    let (challenge, roots, opening) = &*HONEST;
    for bit in 0..256 {
        let roots = [roots[0], flipped(&roots[1], bit)];
        assert_eq!(verify(challenge, &roots, &SAMPLE, opening), Verdict::Unrelated, "{bit}");
    }
}

#[test]
fn an_earlier_root_or_the_seed_makes_it_another_product() {
    // The tree is not touched, but its entries are not those of the round that follows.
    let (challenge, roots, opening) = &*HONEST;
    for bit in 0..256 {
        let other = [flipped(&roots[0], bit), roots[1]];
        assert_eq!(verify(challenge, &other, &SAMPLE, opening), Verdict::Wrong, "{bit}");
        let other = Challenge { seed: flipped(&challenge.seed, bit), ..*challenge };
        assert_eq!(verify(&other, roots, &SAMPLE, opening), Verdict::Wrong, "{bit}");
    }
}

#[test]
fn no_bit_of_the_position_can_be_flipped_but_within_the_leaf() {
    let (challenge, roots, opening) = &*HONEST;
    let judged = |sample: Sample| verify(challenge, roots, &sample, opening);
    for bit in 0..16 {
        assert_eq!(judged(Sample { row: SAMPLE.row ^ 1 << bit, ..SAMPLE }), Verdict::Unrelated, "{bit}");
        // A leaf answers for any of its entries.
        let expected = if bit < 4 { Verdict::Right } else { Verdict::Unrelated };
        assert_eq!(judged(Sample { column: SAMPLE.column ^ 1 << bit, ..SAMPLE }), expected, "{bit}");
    }
    for round in [0, 2, 255] {
        assert_eq!(judged(Sample { round, ..SAMPLE }), Verdict::Unrelated, "{round}");
    }
}

#[test]
fn who_skips_entries_is_convicted_where_they_were_skipped() {
    // A row, a column, and one entry alone.
    let is_skipped = |place: usize| place / 64 == 7 || place % 64 == 30 || place == 50 * 64 + 50;
    let forger = Forger::new(|place, entry| {
        if is_skipped(place) {
            *entry = 0;
        }
    });
    for place in 0..64 * 64 {
        let expected = if is_skipped(place) { Verdict::Wrong } else { Verdict::Right };
        assert_eq!(forger.judged((place / 64) as u16, (place % 64) as u16), expected, "{place}");
    }
}

#[test]
fn a_result_that_is_off_by_one_is_convicted() {
    let forger = Forger::new(|place, entry| *entry += i32::from(place == 1_000));
    assert_eq!(forger.judged(15, 40), Verdict::Wrong);
    assert_eq!(forger.judged(15, 41), Verdict::Right);
}

#[test]
fn samples_find_who_skips_a_tenth() {
    let forger = Forger::new(|place, entry| {
        if place % 10 == 0 {
            *entry = 1;
        }
    });
    let samples = forger.challenge.samples(seed(8), 64);
    let wrong = samples.filter(|sample| forger.judged(sample.row, sample.column) == Verdict::Wrong).count();
    // 6 are expected.
    assert!((1..=16).contains(&wrong), "{wrong}");
}
