use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::TrainingError;

/// What is to be learned, and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Weights of the model.
    pub features: u32,
    /// Examples it learns from.
    pub examples: u32,
    /// Steps down the gradient.
    pub steps: u32,
    /// What the examples are grown from.
    pub seed: u64,
}

impl Problem {
    /// Checks that there is something to learn.
    ///
    /// # Errors
    /// When a number is zero.
    pub fn validate(&self) -> Result<(), TrainingError> {
        if self.features == 0 || self.examples == 0 || self.steps == 0 { Err(TrainingError::Empty) } else { Ok(()) }
    }

    /// The examples of the worker at a rank, of `size` workers that share them: one stretch each, in the order of
    /// ranks, as equal as can be.
    #[must_use]
    pub fn share(&self, rank: u8, size: u8) -> Range<u32> {
        let bound = |rank: u32| u64::from(self.examples) * u64::from(rank) / u64::from(size.max(1));
        let [start, end] = [bound(rank.into()), bound(u32::from(rank) + 1)];
        start as u32..end as u32
    }

    /// Multiplications and additions of all steps.
    #[must_use]
    pub fn operations(&self) -> u64 {
        let each = 4 * u64::from(self.features) * u64::from(self.examples);
        each.saturating_mul(u64::from(self.steps))
    }
}
