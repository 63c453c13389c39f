//! The chance to pass, and how far from it a simulation is.

/// The chance that none of `samples` entries, drawn alike and independently, is among the `skipped` part of all.
pub fn of_passing(skipped: f64, samples: u32) -> f64 {
    (1.0 - skipped).powf(samples.into())
}

/// How far `passed` of `trials` is from a `chance` between 0 and 1, in standard deviations of what chance makes of it.
pub fn deviations(passed: f64, trials: f64, chance: f64) -> f64 {
    (passed - trials * chance) / (trials * chance * (1.0 - chance)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_skips_half_passes_a_sample_in_two() {
        assert_eq!([0, 1, 2, 10].map(|samples| of_passing(0.5, samples)), [1.0, 0.5, 0.25, 1.0 / 1_024.0]);
        assert_eq!([0.0, 1.0].map(|skipped| of_passing(skipped, 32)), [1.0, 0.0]);
    }

    #[test]
    fn fair_coins_deviate_by_half_the_root_of_their_number() {
        assert_eq!([5_000.0, 5_050.0, 4_900.0].map(|heads| deviations(heads, 10_000.0, 0.5)), [0.0, 1.0, -2.0]);
    }
}
