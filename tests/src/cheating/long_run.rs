//! What skipping work comes to over many epochs, for one who passes with a certain chance whenever it proves.
//!
//! A proof that passes takes one epoch, one that fails `1 + BARRED_EPOCHS`. By renewal and reward, the share of epochs
//! certified is `p / (p + (1 - p)(1 + BARRED_EPOCHS))`. An honest worker is certified in all of them.

use furnace_common::proof::{BARRED_EPOCHS, VALID_EPOCHS};
use serde::Serialize;

/// What a cheat has, where an honest worker of the same device has 1.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LongRun {
    /// Epochs without income that one proof brings in expectation: that in which it fails, and those barred.
    pub lost_epochs: f64,
    /// Share of epochs in which a proof passes.
    pub certified: f64,
    /// Share of epochs with a good certificate, which may be that of the epoch before.
    pub covered: f64,
    /// Income paid by score: the cheat uses the whole window, and shows work that it did not do.
    pub by_score: f64,
    /// Work for each certificate, in honest proofs.
    pub work_per_certificate: f64,
    /// Cheating pays where an epoch's proof costs more than so many times what the epoch's certificate brings. Above 1
    /// proving does not pay at all.
    pub pays_above: f64,
}

impl LongRun {
    /// For one who skips a part, above 0 and below 1, and passes with this chance.
    pub fn new(skipped: f64, passes: f64) -> Self {
        let (work, fails) = (1.0 - skipped, 1.0 - passes);
        let length_of_failure = 1.0 + BARRED_EPOCHS as f64;
        let proofs = 1.0 / (passes + fails * length_of_failure);
        let certified = passes * proofs;
        // The epochs after a certificate's own that begin with a failure, and in which it is still good.
        let outlived = fails * (VALID_EPOCHS as f64).min(length_of_failure);
        Self {
            lost_epochs: fails * length_of_failure,
            certified,
            covered: certified * (1.0 + outlived),
            by_score: certified / work,
            work_per_certificate: work / passes,
            pays_above: (1.0 - certified) / (1.0 - work * proofs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cheating::{PARTS, SAMPLES, chance, epochs};
    use crate::prover::sha256;

    fn close(left: f64, right: f64) -> bool {
        (left - right).abs() <= 1e-9 * right.abs()
    }

    fn all() -> impl Iterator<Item = (f64, f64)> {
        PARTS.iter().flat_map(|&part| SAMPLES.map(|samples| (part, chance::of_passing(part, samples))))
    }

    #[test]
    fn who_passes_every_other_time_is_certified_in_one_epoch_of_four() {
        let LongRun { lost_epochs, certified, covered, by_score, work_per_certificate, pays_above } =
            LongRun::new(0.2, 0.5);
        assert!(close(lost_epochs, 1.5) && close(certified, 0.25) && close(covered, 0.375));
        assert!(close(by_score, 0.3125) && close(work_per_certificate, 1.6) && close(pays_above, 1.25));
    }

    #[test]
    fn the_shares_are_those_of_walked_epochs() {
        for passes in [0.95, 0.5, 0.1] {
            let limit = (passes * 256.0 * 256.0) as u16;
            let outcomes = (0..50_000u32).map(|trial| {
                let [low, high, ..] = sha256(&[&trial.to_le_bytes()]);
                u16::from_le_bytes([low, high]) < limit
            });
            let (walked, expected) = (epochs::walk(outcomes), LongRun::new(0.1, passes));
            assert!((walked.certified - expected.certified).abs() < 0.01, "{walked:?} {expected:?}");
            assert!((walked.covered - expected.covered).abs() < 0.01, "{walked:?} {expected:?}");
        }
    }

    #[test]
    fn at_the_ratio_above_which_cheating_pays_both_gain_the_same() {
        for (skipped, passes) in all() {
            let cost = LongRun::new(skipped, passes).pays_above;
            // Of a cycle, from one proof to the next: what comes in and what goes out, by its length in epochs.
            let length = passes + (1.0 - passes) * 3.0;
            let cheat = (passes - (1.0 - skipped) * cost) / length;
            assert!((cheat - (1.0 - cost)).abs() < 1e-9, "{skipped} {passes}");
        }
    }

    #[test]
    fn skipping_never_pays_where_proving_does() {
        for (skipped, passes) in all() {
            let LongRun { certified, covered, by_score, work_per_certificate, pays_above, .. } =
                LongRun::new(skipped, passes);
            assert!(certified < covered && covered < 1.0 && by_score < 1.0, "{skipped} {passes}");
            assert!(work_per_certificate > 1.0 && pays_above > 1.0, "{skipped} {passes}");
        }
    }

    #[test]
    fn with_a_single_sample_a_certificate_would_cost_a_cheat_no_more_work() {
        let LongRun { work_per_certificate, pays_above, .. } = LongRun::new(0.3, chance::of_passing(0.3, 1));
        assert!(close(work_per_certificate, 1.0) && close(pays_above, 1.0));
    }
}
