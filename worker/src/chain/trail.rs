//! How far a job has come on its way from worker to worker.

use furnace_client::{accounts::Job, artifacts::Digest, generated::jobs::types};

/// A state from which the work can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the state in the job's store.
    pub state: Digest,
    /// Rises with each one of a job.
    pub sequence: u32,
    /// How much of the whole work is done, in basis points.
    pub progress_bps: u16,
}

impl From<&types::Checkpoint> for Checkpoint {
    fn from(checkpoint: &types::Checkpoint) -> Self {
        let types::Checkpoint { hash, sequence, progress_bps, .. } = checkpoint;
        Self { state: Digest(*hash), sequence: *sequence, progress_bps: *progress_bps }
    }
}

/// The checkpoints of a job, as the chain shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    /// Those of other workers from which the next one can go on, the earlier first.
    pub checkpoints: Vec<Checkpoint>,
    /// How many of them are credited already: the present worker said that it went on from them.
    pub credited: u8,
    /// The last one that was recorded or gone on from, where there is one.
    pub last: Option<Checkpoint>,
    /// The highest number used.
    pub sequence: u32,
}

impl Trail {
    /// What is done of the whole work, in basis points, as far as is recorded.
    pub fn progress_bps(&self) -> u16 {
        self.last.map_or(0, |last| last.progress_bps)
    }
}

impl From<&Job> for Trail {
    fn from(job: &Job) -> Self {
        let last = Checkpoint::from(&job.progress.last);
        Self {
            checkpoints: job.checkpoints().iter().map(Checkpoint::from).collect(),
            credited: job.progress.count,
            last: Some(last).filter(|last| !last.state.is_zero()),
            sequence: last.sequence,
        }
    }
}
