//! Gradient descent in fixed point: a linear model is fitted to examples that grow from a seed.
//!
//! It runs on the CPU, in wrapping integers, so every machine has the same bits after every step. The state
//! between two steps is a short document from which anyone can go on.

mod benchmark;
mod error;
mod problem;
mod state;

#[cfg(test)]
mod tests;

pub use benchmark::benchmark;
pub use error::TrainingError;
pub use problem::Problem;

use std::ops::Range;

use crate::matmul::{Side, expand};

/// Fraction bits of a weight.
const FRACTION: u32 = 16;
/// Binary logarithm by which a mean gradient is scaled down: the largest curvature of inputs of 8 bits, four
/// times their mean square of 5461 where there are as many features as examples, stays below twice this.
const DAMPING: u32 = 14;

/// A model on its way.
#[derive(Clone, Debug)]
pub struct Training {
    problem: Problem,
    /// A row of inputs an example.
    inputs: Vec<i8>,
    /// What the model is to say of each example, with [`FRACTION`] fraction bits.
    targets: Vec<i64>,
    step: u32,
    weights: Vec<i64>,
}

impl Training {
    /// A model that has learned nothing.
    ///
    /// # Errors
    /// Without features, examples or steps there is nothing to learn.
    pub fn new(problem: Problem) -> Result<Self, TrainingError> {
        problem.validate()?;
        let Problem { features, examples, seed, .. } = problem;
        let inputs = expand(seed, Side::A, examples, features);
        let hidden = expand(seed, Side::B, 1, features);
        let rows = inputs.chunks_exact(features as usize);
        let targets = rows
            .map(|row| {
                let products = row.iter().zip(&hidden).map(|(input, weight)| i64::from(*input) * i64::from(*weight));
                products.sum::<i64>() << FRACTION
            })
            .collect();
        Ok(Self { problem, inputs, targets, step: 0, weights: vec![0; features as usize] })
    }

    /// What is learned.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Steps taken so far.
    #[must_use]
    pub fn step(&self) -> u32 {
        self.step
    }

    /// Whether all steps are taken.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.step >= self.problem.steps
    }

    /// Takes a step down the gradient of the mean squared error over all examples.
    pub fn advance(&mut self) {
        let gradient = self.gradient(self.problem.share(0, 1));
        self.apply(&gradient);
    }

    /// What some of the examples say about every weight. What all parts of them say, added up with wrapping in any
    /// order, is what all examples say, to the bit.
    #[must_use]
    pub fn gradient(&self, examples: Range<u32>) -> Vec<i64> {
        let mut gradient = vec![0i64; self.weights.len()];
        let (skipped, taken) = (examples.start as usize, examples.len());
        let rows = self.inputs.chunks_exact(self.weights.len()).skip(skipped).take(taken);
        for (row, target) in rows.zip(self.targets.iter().skip(skipped)) {
            let says = row
                .iter()
                .zip(&self.weights)
                .fold(0i64, |sum, (input, weight)| sum.wrapping_add(weight.wrapping_mul(i64::from(*input))));
            let error = says.wrapping_sub(*target);
            for (slope, input) in gradient.iter_mut().zip(row) {
                *slope = slope.wrapping_add(error.wrapping_mul(i64::from(*input)));
            }
        }
        gradient
    }

    /// Takes a step down the gradient of all examples.
    pub fn apply(&mut self, gradient: &[i64]) {
        let scale = i64::from(self.problem.examples) << DAMPING;
        for (weight, slope) in self.weights.iter_mut().zip(gradient) {
            *weight = weight.wrapping_sub(slope / scale);
        }
        self.step += 1;
    }
}
