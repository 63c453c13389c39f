use furnace_common::proof::tree::{Hash, round_seed};
use furnace_common::proof::{Opening, Verdict, judge, sample};

use super::*;
use crate::prover::{Proof, sha256};

const SMALL: Shape = Shape { size: 64, inner: 64, rounds: 4 };
const SEED: Hash = [3; 32];

/// What the program finds at each of 32 samples.
fn verdicts(proof: &Proof, random: &Hash) -> Vec<Verdict> {
    let roots = proof.roots();
    let verdict = |index: u8| {
        let asked = sample(random, index.into(), &SMALL);
        let round = usize::from(asked.round);
        let answer = proof.opening(random, index);
        let opening = Opening { entries: &answer.entries, path: &answer.path[..SMALL.depth()] };
        judge(&SMALL, &round_seed(&SEED, &roots[..round], sha256), &roots[round], &asked, &opening, sha256)
    };
    (0..32).map(verdict).collect()
}

#[test]
fn a_real_proof_is_wrong_exactly_at_the_samples_that_fall_on_skipped_entries() {
    for strategy in Strategy::ALL {
        let skipped = Skipped::new(strategy, SMALL, 0.05);
        // Whatever stands there but what should.
        let proof = Proof::lying(SMALL, &SEED, |at, right| if skipped.contains(at) { right ^ 1 } else { right });
        let (mut passed, mut failed) = (0, 0);
        for trial in 0..40u8 {
            let random = sha256(&[&[trial]]);
            let falls = (0..32).map(|index| skipped.contains(sample(&random, index, &SMALL)));
            let expected: Vec<_> = falls.map(|falls| if falls { Verdict::Wrong } else { Verdict::Right }).collect();
            let found = verdicts(&proof, &random);
            assert_eq!(found, expected, "{strategy:?} {trial}");
            if found.contains(&Verdict::Wrong) { failed += 1 } else { passed += 1 }
        }
        // 8 of 40 pass in expectation: both are seen.
        assert!(passed > 0 && failed > 0, "{strategy:?}: {passed} {failed}");
    }
}

#[test]
fn every_strategy_passes_as_often_as_the_formula_says() {
    let report = Report::new(1, 20_000);
    assert_eq!(report.cheats.len(), PARTS.len() * SAMPLES.len());
    for Cheat { skipped, samples, simulated, .. } in &report.cheats {
        assert_eq!(simulated.len(), Strategy::ALL.len());
        for Simulated { strategy, deviations, .. } in simulated {
            // Not a number would be no answer.
            assert!(deviations.abs() <= MOST_DEVIATIONS, "{strategy:?} {skipped} {samples}: {deviations}");
        }
    }
    assert!(report.most_deviations() <= MOST_DEVIATIONS);
}

#[test]
fn epochs_walked_with_the_outcomes_of_trials_are_certified_as_the_formula_says() {
    for Cheat { skipped, samples, long_run, walked, .. } in Report::new(1, 20_000).cheats {
        assert!((walked.certified - long_run.certified).abs() < 0.01, "{skipped} {samples}: {walked:?}");
        assert!((walked.covered - long_run.covered).abs() < 0.01, "{skipped} {samples}: {walked:?}");
    }
}

#[test]
fn what_samples_find_does_not_agree_with_another_number_of_samples() {
    // That 20,000 trials tell 32 samples from 33.
    let set = Skipped::new(Strategy::Scattered, SHAPE, 0.05);
    let survived = simulation::run(1, 20_000, &[set]);
    let passed = survived[0].iter().filter(|survived| **survived >= 32).count() as f64;
    let deviations = |samples| chance::deviations(passed, 20_000.0, chance::of_passing(set.part(), samples));
    assert!(deviations(32).abs() < 4.0 && deviations(31) < -2.5 && deviations(33) > 2.5);
}
