use super::Shape;

/// How long after the beginning of an epoch's proof a worker may commit to its own, in seconds.
pub const WINDOW_SECONDS: i64 = 120;
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

/// What workers choose from: the more a proof computes, the higher a score it can show, since time is counted
/// in seconds. The first one is for trials; the last one takes a GPU that does 1.2e12 operations a second.
pub const CLASSES: [Shape; 4] = [
    Shape { size: 256, inner: 256, rounds: 2 },
    Shape { size: 2_048, inner: 2_048, rounds: 16 },
    Shape { size: 8_192, inner: 4_096, rounds: 16 },
    Shape { size: 16_384, inner: 16_384, rounds: 16 },
];

/// int8 operations a second of a proof of this shape that took so many seconds, rounded down. A part of a second
/// counts as a whole one: a score is never above what was shown.
pub fn score_floor(shape: &Shape, seconds: i64) -> u64 {
    shape.operations().checked_div(seconds.max(1).cast_unsigned()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_is_valid_and_larger_than_the_one_before() {
        assert!(CLASSES.iter().all(Shape::is_valid));
        assert!(CLASSES.windows(2).all(|pair| pair[0].operations() < pair[1].operations()));
    }

    #[test]
    fn a_score_is_never_above_what_was_shown() {
        let shape = CLASSES[1];
        assert_eq!(score_floor(&shape, 0), 1 << 38);
        assert_eq!(score_floor(&shape, 1), 1 << 38);
        assert_eq!(score_floor(&shape, 3), (1 << 38) / 3);
        assert_eq!(score_floor(&shape, -5), 1 << 38);
    }
}
