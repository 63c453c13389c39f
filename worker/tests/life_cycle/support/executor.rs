//! An executor that does as it is told.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use furnace_client::spec::JobSpec;
use furnace_worker::executor::{Executor, ExecutorError, Run, Snapshot, Workload};

/// What computing does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Behaviour {
    /// Finishes after a while.
    Takes(Duration),
    /// Finishes with another answer than the right one.
    Errs,
    /// Goes on until stopped.
    Endless,
    /// Fails.
    Fails,
    /// Leaves a state halfway, and goes on for ever unless it began with that state.
    Halves,
    /// Adds up the ranks of its gang, counted from one.
    Shares,
    /// Exchanges numbers with its gang for ever.
    Exchanges,
    /// Refuses before the claim.
    Unfit,
}

/// The state that is left halfway.
pub(crate) const HALF: &[u8] = b"4";

/// Counts its runs.
#[derive(Clone)]
pub(crate) struct FakeExecutor {
    pub(crate) behaviour: Behaviour,
    pub(crate) runs: Arc<AtomicUsize>,
}

impl FakeExecutor {
    pub(crate) fn new(behaviour: Behaviour) -> Self {
        Self { behaviour, runs: Arc::default() }
    }

    pub(crate) fn runs(&self) -> usize {
        self.runs.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Executor for FakeExecutor {
    fn device(&self) -> String {
        "abacus".to_owned()
    }

    async fn prepare(&self, _: &JobSpec, _: &[PathBuf]) -> Result<Box<dyn Workload>, ExecutorError> {
        match self.behaviour {
            Behaviour::Unfit => Err(ExecutorError::Unfit("the mesh is empty".to_owned())),
            _ => Ok(Box::new(self.clone())),
        }
    }
}

impl Workload for FakeExecutor {
    fn run(self: Box<Self>, run: &mut Run) -> Result<(), ExecutorError> {
        self.runs.fetch_add(1, Ordering::SeqCst);
        match self.behaviour {
            Behaviour::Fails | Behaviour::Unfit => return Err(ExecutorError::Broken("smoke".to_owned())),
            Behaviour::Takes(time) => std::thread::sleep(time),
            Behaviour::Errs => return run.output.write("answer.txt", b"41"),
            Behaviour::Halves => {
                run.checkpoints.offer(Snapshot { state: HALF.to_vec(), progress_bps: 5_000 });
                until_stopped(run)?;
            }
            Behaviour::Endless => until_stopped(run)?,
            Behaviour::Shares => {
                let sum = add_up_ranks(run)?;
                return run.output.write("answer.txt", sum.to_string().as_bytes());
            }
            Behaviour::Exchanges => loop {
                add_up_ranks(run)?;
            },
        }
        run.output.write("answer.txt", b"42")
    }

    fn admit_gang(&self, _: u8) -> Result<(), ExecutorError> {
        match self.behaviour {
            Behaviour::Shares | Behaviour::Exchanges => Ok(()),
            _ => Err(ExecutorError::Unfit("one abacus for each".to_owned())),
        }
    }

    fn resume(&mut self, state: &[u8], progress_bps: u16) -> Result<(), ExecutorError> {
        if (state, progress_bps) != (HALF, 5_000) {
            return Err(ExecutorError::Unfit("not half an answer".to_owned()));
        }
        self.behaviour = Behaviour::Takes(Duration::ZERO);
        Ok(())
    }
}

fn add_up_ranks(run: &mut Run) -> Result<i64, ExecutorError> {
    let gang = run.gang.as_mut().expect("a gang");
    let mut values = [i64::from(gang.rank()) + 1];
    gang.add_up(&mut values, &run.stop)?;
    Ok(values[0])
}

fn until_stopped(run: &Run) -> Result<(), ExecutorError> {
    loop {
        run.check()?;
        std::thread::sleep(Duration::from_millis(2));
    }
}
