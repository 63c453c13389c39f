use super::terms::{OPENING_SECONDS, VALID_EPOCHS, WINDOW_SECONDS};

/// What GPUs of a worker showed in one epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Showing {
    /// A bit for each GPU that is proven.
    pub gpus: u64,
    /// The lowest score of them, int8 operations a second.
    pub lowest: u64,
    /// From then on it says nothing any more, unix seconds.
    pub expires_at: i64,
    /// A bit for each GPU whose memory is proven.
    pub memory_gpus: u64,
    /// The least memory of them, in MiB.
    pub lowest_mib: u32,
}

impl Showing {
    /// Whether so many GPUs are certified at `now`, each with at least so high a score and so many MiB.
    pub fn covers(&self, gpus: u8, score: u64, mib: u32, now: i64) -> bool {
        let certified = if mib == 0 { self.gpus } else { self.gpus & self.memory_gpus };
        let enough = self.lowest >= score && (mib == 0 || self.lowest_mib >= mib);
        self.is_good(now) && enough && certified.count_ones() >= u32::from(gpus)
    }

    /// Whether any GPU is certified at `now`, unix seconds.
    pub fn is_good(&self, now: i64) -> bool {
        self.gpus != 0 && now < self.expires_at
    }
}

/// Until when a proof of `epoch` is good: the end of the last epoch in which it is. Unix seconds; `None` where it does
/// not fit.
pub fn expires_at(epoch: u64, epoch_seconds: i64) -> Option<i64> {
    begin_of(epoch.checked_add(VALID_EPOCHS)?.checked_add(1)?, epoch_seconds)
}

/// From when on points of `epoch` are given: no proof of it can be completed any more, so nobody's points can be taken
/// down before all its GPUs count. In epochs too short for that, halfway through the next one. Unix seconds; `None`
/// where it does not fit.
pub fn points_from(epoch: u64, epoch_seconds: i64) -> Option<i64> {
    // Announced in the epoch's last second at the latest.
    let wait = WINDOW_SECONDS.checked_add(OPENING_SECONDS)?.min(epoch_seconds.checked_div(2)?);
    begin_of(epoch.checked_add(1)?, epoch_seconds)?.checked_add(wait)
}

fn begin_of(epoch: u64, epoch_seconds: i64) -> Option<i64> {
    i64::try_from(epoch).ok()?.checked_mul(epoch_seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    #[test]
    fn as_many_gpus_as_fast_as_they_are_and_as_long_as_it_holds() {
        let showing = Showing { gpus: 0b101, lowest: 80, expires_at: 1_000, ..Showing::default() };
        assert!(showing.covers(2, 80, 0, 999) && showing.covers(1, 0, 0, i64::MIN));
        assert!(!showing.covers(3, 80, 0, 999) && !showing.covers(2, 81, 0, 999) && !showing.covers(2, 80, 0, 1_000));
        let all = Showing { gpus: u64::MAX, ..showing };
        assert!(all.covers(64, 80, 0, 999) && !all.covers(65, 80, 0, 999));
        let none = Showing { gpus: 0, ..showing };
        assert!(!none.covers(0, 0, 0, 0) && !none.is_good(0));
    }

    #[test]
    fn memory_counts_where_the_same_gpus_show_it() {
        let score = Showing { gpus: 0b011, lowest: 80, expires_at: 1_000, ..Showing::default() };
        assert!(!score.covers(1, 80, 1, 999));
        let both = Showing { memory_gpus: 0b110, lowest_mib: 500, ..score };
        assert!(both.covers(1, 80, 500, 999) && both.covers(2, 80, 0, 999));
        assert!(!both.covers(1, 80, 501, 999) && !both.covers(2, 80, 500, 999) && !both.covers(1, 80, 500, 1_000));
        // Memory alone certifies nothing.
        assert!(!Showing { gpus: 0, ..both }.covers(0, 0, 1, 999));
    }

    #[test]
    fn a_proof_is_good_until_the_next_epoch_ends() {
        assert_eq!(expires_at(5, DAY), Some(7 * DAY));
        assert_eq!(expires_at(u64::MAX, DAY), None);
        assert_eq!(expires_at(i64::MAX as u64, DAY), None);
    }

    #[test]
    fn points_wait_for_the_last_proof_that_can_still_be_completed() {
        let last = 6 * DAY - 1 + WINDOW_SECONDS + OPENING_SECONDS;
        assert_eq!(points_from(5, DAY), Some(last + 1));
        // A minute's epoch is over before that.
        assert_eq!(points_from(5, 60), Some(6 * 60 + 30));
        assert_eq!(points_from(u64::MAX, DAY), None);
        assert_eq!(points_from(1, i64::MAX), None);
    }
}
