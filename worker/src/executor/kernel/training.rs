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

    /// Whether each of a gang would have something to do.
    pub(super) fn admit_gang(&self, size: u8) -> Result<(), ExecutorError> {
        let examples = self.training.problem().examples;
        if examples >= u32::from(size) {
            return Ok(());
        }
        Err(ExecutorError::Unfit(format!("a gang of {size} cannot share {examples} examples")))
    }

    pub(super) fn learn(&mut self, run: &mut Run) -> Result<(), ExecutorError> {
        let training = &mut self.training;
        let Problem { features, examples, steps, seed } = *training.problem();
        run.log.line(format_args!("training, {features} features, {examples} examples, {steps} steps, seed {seed}"))?;
        run.log.line(format_args!("from step {}", training.step()))?;
        let (rank, size) = run.gang.as_ref().map_or((0, 1), |gang| (gang.rank(), gang.size()));
        let share = training.problem().share(rank, size);
        if size > 1 {
            run.log.line(format_args!("rank {rank} of {size}, examples {share:?}"))?;
        }
        let fraction = |step: u32| f64::from(step) / f64::from(steps);
        run.progress.begin_at(fraction(training.step()));
        while !training.is_finished() {
            run.check()?;
            let mut gradient = training.gradient(share.clone());
            if let Some(gang) = &mut run.gang {
                gang.add_up(&mut gradient, &run.stop)?;
            }
            training.apply(&gradient);
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
    use std::{fs, path::Path, sync::Arc, thread};

    use solana_address::Address;

    use super::*;
    use crate::executor::{Checkpoints, Gang, Log, Output, Progress, gang::tests::gang};

    /// The model that a worker comes to, alone or in a gang.
    fn learned(training: &spec::Training, folder: &Path, gang: Option<Gang>) -> Vec<u8> {
        fs::create_dir_all(folder).expect("folder");
        let mut run = Run {
            job: Address::default(),
            output: Output::create(&folder.join("output"), 1 << 20).expect("output"),
            log: Log::create(&folder.join("log.txt")).expect("log"),
            progress: Arc::new(Progress::begin()),
            checkpoints: Checkpoints::new(100).0,
            gang,
            stop: Arc::default(),
        };
        Course::prepare(training).expect("a problem").learn(&mut run).expect("learned");
        fs::read(folder.join("output").join(FILE)).expect("a model")
    }

    #[test]
    fn every_member_of_a_gang_learns_what_one_alone_does() {
        let training = spec::Training { features: 3, examples: 10, steps: 50, seed: 1 };
        let folder = tempfile::tempdir().expect("folder");
        let alone = learned(&training, &folder.path().join("alone"), None);
        thread::scope(|scope| {
            let members = gang(4).into_iter().map(|member| {
                let own = folder.path().join(member.rank().to_string());
                let training = &training;
                scope.spawn(move || learned(training, &own, Some(member)))
            });
            for member in members.collect::<Vec<_>>() {
                assert_eq!(member.join().expect("ended"), alone);
            }
        });
    }

    #[test]
    fn a_gang_has_an_example_for_each() {
        let course =
            Course::prepare(&spec::Training { features: 2, examples: 4, steps: 10, seed: 1 }).expect("a problem");
        assert!(course.admit_gang(4).is_ok());
        assert!(matches!(course.admit_gang(5), Err(ExecutorError::Unfit(_))));
    }

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
