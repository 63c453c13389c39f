//! Draws samples as the protocol does, and sees where they fall.

use furnace_common::proof::sample;
use furnace_common::proof::tree::Hash;

use super::skipped::Skipped;
use super::{SAMPLES, SHAPE};
use crate::prover::sha256;

/// Samples that are drawn of each trial: those of the greatest number, and of a lower one the first of them.
const DRAWN: u32 = SAMPLES[SAMPLES.len() - 1];

/// For each set of skipped entries, how many samples each trial survived: as many as came before the first that fell
/// on a skipped entry, and all where none did.
pub fn run(seed: u64, trials: u32, sets: &[Skipped]) -> Vec<Vec<u32>> {
    let mut survived = vec![Vec::with_capacity(trials as usize); sets.len()];
    for trial in 0..trials {
        let random = random(seed, trial);
        let samples: Vec<_> = (0..DRAWN).map(|index| sample(&random, index, &SHAPE)).collect();
        for (skipped, survived) in sets.iter().zip(&mut survived) {
            let before = samples.iter().take_while(|sample| !skipped.contains(**sample));
            survived.push(before.count() as u32);
        }
    }
    survived
}

/// What the block of a trial draws.
fn random(seed: u64, trial: u32) -> Hash {
    sha256(&[&seed.to_le_bytes(), &trial.to_le_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cheating::skipped::Strategy;

    #[test]
    fn a_trial_survives_until_a_sample_falls_on_a_skipped_entry() {
        let skipped = Skipped::new(Strategy::Rows, SHAPE, 0.05);
        let survived = &run(7, 200, &[skipped])[0];
        assert!(survived.contains(&DRAWN) && survived.iter().any(|survived| *survived < DRAWN));
        for (trial, &survived) in (0..).zip(survived) {
            let falls = |index| skipped.contains(sample(&random(7, trial), index, &SHAPE));
            assert!(!(0..survived).any(falls) && (survived == DRAWN || falls(survived)));
        }
    }

    #[test]
    fn honest_work_survives_every_sample_and_none_at_all_no_sample() {
        let sets = [0.0, 1.0].map(|part| Skipped::new(Strategy::End, SHAPE, part));
        assert_eq!(run(1, 50, &sets), [[DRAWN; 50], [0; 50]]);
    }

    #[test]
    fn a_seed_gives_the_same_trials_and_another_seed_others() {
        let run = |seed| run(seed, 100, &[Skipped::new(Strategy::Scattered, SHAPE, 0.05)]);
        assert_eq!(run(1), run(1));
        assert_ne!(run(1), run(2));
    }
}
