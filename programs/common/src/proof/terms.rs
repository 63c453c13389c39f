use super::Shape;

/// From the announcement of an epoch's proof to the last moment at which a worker may commit to its own, in seconds.
/// It is the same for every amount of work, and a score is work by this time: a device that proves for several
/// workers, at once or one after the other, shows no more in all than it could for one, up to what the largest proof
/// shows.
pub const WINDOW_SECONDS: i64 = 20;
/// How long a worker may take to open the samples, from its commitment on, in seconds.
pub const OPENING_SECONDS: i64 = 600;
/// Entries that are asked for of each proof.
pub const SAMPLES: u8 = 32;
/// Slots from a commitment to the one whose hash draws the samples: its leader cannot know them any more.
pub const SAMPLE_SLOTS: u64 = 2;
/// Epochs in which a GPU cannot prove after one whose samples were not opened. Who cheats and sees bad samples
/// stays silent, so silence must cost.
pub const BARRED_EPOCHS: u64 = 2;
/// Epochs for which a certificate is good after the one it was earned in.
pub const VALID_EPOCHS: u64 = 1;
/// Roots that are shown at a time: as many as fit one transaction.
pub const ROOTS_AT_ONCE: usize = 28;
/// The score of the largest proof, int8 operations a second.
pub const MAX_SCORE: u64 = ((1 << 57) - (1 << 44)) / 20;

/// int8 operations a second that a proof of this shape shows, rounded down.
pub fn score_floor(shape: &Shape) -> u64 {
    shape.operations().checked_div(WINDOW_SECONDS.cast_unsigned()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_the_work_by_the_time_that_all_have() {
        let shape = |size, rounds| Shape { size, inner: 64, rounds };
        assert_eq!(score_floor(&shape(64, 1)), (1 << 19) / 20);
        // Two halves of the work show no more than the whole.
        assert!(2 * score_floor(&shape(128, 8)) <= score_floor(&shape(128, 16)));
        let largest = Shape { size: 32_768, inner: 65_528, rounds: 1_024 };
        assert_eq!(score_floor(&largest), MAX_SCORE);
    }
}
