use std::time::Duration;

/// How long one submission should take: short enough that no driver's watchdog bites and a stop is
/// felt at once, long enough that the cost of submitting vanishes.
const TARGET: Duration = Duration::from_millis(200);

/// The growth from one submission to the next, at most.
const MAX_GROWTH: f64 = 4.0;

/// Finds out how much work fits in one submission.
pub(crate) struct Pace {
    units: f64,
}

impl Pace {
    /// Starts carefully, with `units` of work.
    pub(crate) fn from_units(units: u64) -> Self {
        Self { units: units as f64 }
    }

    /// The units for the next submission, at least one.
    pub(crate) fn units(&self) -> u64 {
        (self.units as u64).max(1)
    }

    /// Learns that `units` took `elapsed`.
    pub(crate) fn learn(&mut self, units: u64, elapsed: Duration) {
        let seconds = elapsed.as_secs_f64().max(1e-6);
        let fitting = units as f64 * TARGET.as_secs_f64() / seconds;
        self.units = fitting.clamp(1.0, (units as f64) * MAX_GROWTH);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pace_settles_on_the_target() {
        let mut pace = Pace::from_units(10);
        for _ in 0..10 {
            let units = pace.units();
            pace.learn(units, Duration::from_micros(units * 100));
        }
        assert!((1990..=2000).contains(&pace.units()));
    }

    #[test]
    fn pace_never_stalls() {
        let mut pace = Pace::from_units(1);
        pace.learn(1, Duration::from_secs(60));
        assert_eq!(pace.units(), 1);
    }
}
