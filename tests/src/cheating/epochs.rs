//! Epoch after epoch of one GPU, by the rules of the program.

use furnace_common::proof::{BARRED_EPOCHS, VALID_EPOCHS};
use serde::Serialize;

/// Parts of all epochs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// In which a proof passed. Emission is paid for these.
    pub certified: f64,
    /// In which a certificate was good, be it of the epoch before. Jobs are open to it in these.
    pub covered: f64,
}

/// The epochs of a GPU that proves whenever it may, with these outcomes: one that fails costs its own epoch and those
/// for which it is barred.
pub fn walk(outcomes: impl IntoIterator<Item = bool>) -> Share {
    let (mut epoch, mut certified, mut covered, mut good_until) = (0u64, 0u64, 0u64, 0u64);
    for passes in outcomes {
        let next = if passes { epoch + 1 } else { epoch + 1 + BARRED_EPOCHS };
        if passes {
            certified += 1;
            good_until = next + VALID_EPOCHS;
        }
        covered += next.min(good_until).saturating_sub(epoch);
        epoch = next;
    }
    let share = |epochs: u64| epochs as f64 / epoch as f64;
    Share { certified: share(certified), covered: share(covered) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_always_passes_is_always_certified_and_who_never_does_never() {
        assert_eq!(walk([true; 9]), Share { certified: 1.0, covered: 1.0 });
        assert_eq!(walk([false; 9]), Share { certified: 0.0, covered: 0.0 });
    }

    #[test]
    fn a_failure_costs_three_epochs_and_the_certificate_before_outlives_its_own_by_one() {
        // Pass, fail and two barred, fail and two barred, pass, pass.
        let Share { certified, covered } = walk([true, false, false, true, true]);
        assert_eq!((certified, covered), (3.0 / 9.0, 4.0 / 9.0));
    }
}
