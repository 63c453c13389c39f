//! The state as bytes: a mark, the problem, the steps taken and the weights, all numbers with the lowest byte
//! first. Equal states have equal bytes.

use super::{Problem, Training, TrainingError};

/// What a state begins with; the last byte is the version.
const MARK: [u8; 8] = *b"FURNTRN1";

impl Training {
    /// The state after the steps taken so far.
    #[must_use]
    pub fn state(&self) -> Vec<u8> {
        let mut bytes = head(&self.problem);
        bytes.extend(self.step.to_le_bytes());
        bytes.extend(self.weights.iter().flat_map(|weight| weight.to_le_bytes()));
        bytes
    }

    /// Goes on from a state of the same problem.
    ///
    /// # Errors
    /// When the bytes are not that; then nothing is changed.
    pub fn resume(&mut self, state: &[u8]) -> Result<(), TrainingError> {
        let begin = head(&self.problem);
        let (found, rest) = state.split_at_checked(begin.len()).ok_or(TrainingError::NotAState)?;
        if !found.starts_with(&MARK) {
            return Err(TrainingError::NotAState);
        }
        if found != begin {
            return Err(TrainingError::OtherProblem);
        }
        let (step, weights) = rest.split_first_chunk().ok_or(TrainingError::NotAState)?;
        let (weights, odd) = weights.as_chunks();
        if weights.len() != self.weights.len() || !odd.is_empty() {
            return Err(TrainingError::NotAState);
        }
        let step = u32::from_le_bytes(*step);
        if step > self.problem.steps {
            return Err(TrainingError::TooManySteps);
        }
        self.step = step;
        self.weights = weights.iter().map(|weight| i64::from_le_bytes(*weight)).collect();
        Ok(())
    }
}

fn head(problem: &Problem) -> Vec<u8> {
    let Problem { features, examples, steps, seed } = problem;
    let mut bytes = MARK.to_vec();
    bytes.extend([features, examples, steps].into_iter().flat_map(|number| number.to_le_bytes()));
    bytes.extend(seed.to_le_bytes());
    bytes
}
