//! What belongs to a job: checkpoints, credits, seats.

use furnace_client::{
    accounts::{Crew, Job},
    artifacts::Digest,
    generated::jobs::types::Checkpoint,
};
use serde::Serialize;

use crate::cli::report::{listing, percent};

/// A state from which the work can go on.
#[derive(Serialize)]
pub(super) struct CheckpointView {
    pub(super) manifest: String,
    pub(super) sequence: u32,
    pub(super) progress_bps: u16,
}

impl CheckpointView {
    fn new(checkpoint: &Checkpoint) -> Self {
        Self {
            manifest: Digest(checkpoint.hash).to_string(),
            sequence: checkpoint.sequence,
            progress_bps: checkpoint.progress_bps,
        }
    }

    /// The last one that was recorded.
    pub(super) fn last(job: &Job) -> Option<Self> {
        let last = &job.progress.last;
        (!Digest(last.hash).is_zero()).then(|| Self::new(last))
    }

    pub(super) fn text(&self) -> String {
        format!("number {} at {} of the work, {}", self.sequence, percent(self.progress_bps), self.manifest)
    }
}

/// A checkpoint from which another worker went on, and who is paid for it.
#[derive(Serialize)]
pub(super) struct CreditView {
    pub(super) operator: String,
    #[serde(flatten)]
    pub(super) checkpoint: CheckpointView,
    pub(super) paid: bool,
}

impl CreditView {
    pub(super) fn all(job: &Job) -> Vec<Self> {
        let view = |credit: &furnace_client::generated::jobs::types::Credit| Self {
            operator: credit.operator.to_string(),
            checkpoint: CheckpointView::new(&credit.checkpoint),
            paid: credit.paid != 0,
        };
        job.credits().map(|(_, credit)| view(credit)).collect()
    }

    pub(super) fn table(credits: &[Self], colour: bool) -> String {
        if credits.is_empty() {
            return String::new();
        }
        let rows = credits.iter().map(|credit| {
            let paid = if credit.paid { "yes" } else { "no" };
            let checkpoint = &credit.checkpoint;
            vec![
                credit.operator.clone(),
                checkpoint.sequence.to_string(),
                percent(checkpoint.progress_bps),
                paid.into(),
            ]
        });
        format!("\n\n{}", listing(colour, &["WENT ON FROM", "NUMBER", "DONE", "PAID"], rows))
    }
}

/// One worker of a crew.
#[derive(Serialize)]
pub(super) struct SeatView {
    pub(super) rank: u8,
    pub(super) worker: String,
    pub(super) operator: String,
    pub(super) state: String,
    pub(super) result: Option<String>,
}

impl SeatView {
    pub(super) fn all(crew: &Crew) -> Vec<Self> {
        let seats = (0u8..).zip(crew.taken()).map(|(rank, seat)| Self {
            rank,
            worker: seat.worker.to_string(),
            operator: seat.operator.to_string(),
            state: seat.state().map_or_else(|| "unknown".to_owned(), |state| state.name().to_lowercase()),
            result: seat.result().map(|digest| digest.to_string()),
        });
        seats.collect()
    }

    pub(super) fn table(seats: &[Self], colour: bool) -> String {
        let rows = seats.iter().map(|seat| {
            let result = seat.result.clone().unwrap_or_else(|| "-".to_owned());
            vec![seat.rank.to_string(), seat.worker.clone(), seat.state.clone(), result]
        });
        listing(colour, &["RANK", "WORKER", "STATE", "RESULT"], rows)
    }
}
