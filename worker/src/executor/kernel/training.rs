//! A model fitted in fixed point, on the CPU.

use furnace_client::spec;
use furnace_common::bps;
use furnace_kernels::training::{Problem, Training};

use crate::executor::{ExecutorError, Run, Snapshot};

/// The result file: the state after the last step.
const FILE: &str = "model.bin";

/// A training job.
pub(super) struct Course {
    training: Training,
}

impl Course {
    pub(super) fn prepare(training: &spec::Training) -> Result<Self, ExecutorError> {
        let &spec::Training { features, examples, steps, seed } = training;
        Ok(Self { training: Training::new(Problem { features, examples, steps, seed })? })
    }

    /// Takes over a state that is said to be so far.
    pub(super) fn resume(&mut self, state: &[u8], progress_bps: u16) -> Result<(), ExecutorError> {
        let mut training = self.training.clone();
        training.resume(state)?;
        if progress(&training) != progress_bps {
            return Err(ExecutorError::Unfit("the state is not as far as its checkpoint says".to_owned()));
        }
        self.training = training;
        Ok(())
    }

    pub(super) fn learn(&mut self, run: &mut Run) -> Result<(), ExecutorError> {
        let training = &mut self.training;
        let Problem { features, examples, steps, seed } = *training.problem();
        run.log.line(format_args!("training, {features} features, {examples} examples, {steps} steps, seed {seed}"))?;
        run.log.line(format_args!("from step {}", training.step()))?;
        let fraction = |step: u32| f64::from(step) / f64::from(steps);
        run.progress.begin_at(fraction(training.step()));
        while !training.is_finished() {
            run.check()?;
            training.advance();
            run.progress.set(fraction(training.step()));
            if run.checkpoints.is_due(training.step()) && !training.is_finished() {
                run.checkpoints.offer(Snapshot { state: training.state(), progress_bps: progress(training) });
            }
        }
        let state = training.state();
        run.output.write(FILE, &state)?;
        run.log.line(format_args!("{FILE}, {} bytes", state.len()))
    }
}

/// The steps taken as a part of all, in basis points, rounded down.
fn progress(training: &Training) -> u16 {
    let parts = u64::from(training.step()) * u64::from(bps::ONE) / u64::from(training.problem().steps);
    u16::try_from(parts).unwrap_or(bps::ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_taken_over_where_it_is_as_far_as_it_says() {
        let training = spec::Training { features: 2, examples: 4, steps: 10, seed: 1 };
        let mut first = Course::prepare(&training).expect("a problem");
        for _ in 0..3 {
            first.training.advance();
        }
        let state = first.training.state();
        let mut second = Course::prepare(&training).expect("a problem");
        assert!(matches!(second.resume(&state, 3_001), Err(ExecutorError::Unfit(_))));
        assert_eq!(second.training.step(), 0);
        second.resume(&state, 3_000).expect("taken over");
        assert_eq!(second.training.step(), 3);
    }
}
