//! `furnace worker show`

use clap::Args;
use furnace_client::accounts::Worker;
use serde::Serialize;
use solana_address::Address;

use super::view::{ProvenView, WorkerView};
use crate::cli::{
    context::Context,
    report::{Report, moment, properties, span},
};

/// Show a worker, and what it has proven of its hardware.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace worker show 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Show {
    /// The worker, as 'furnace worker list' names it.
    worker: Address,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    worker: WorkerView,
    proven: Option<ProvenView>,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let worker = WorkerView::from(&furnace.get::<Worker>(&command.worker).await?);
    let proving = furnace.proving(&command.worker, 0).await?;
    let proven = proving.certificate.and_then(|certificate| ProvenView::new(&certificate, proving.now));
    context.output.result(&Shown { worker, proven })
}

impl Report for Shown {
    fn text(&self, colour: bool) -> String {
        let Self { worker, proven } = self;
        let proven = match proven {
            None => "nothing".to_owned(),
            Some(ProvenView { gpus, score, memory_gpus, memory_mib, epoch, good, good_until }) => {
                let good = if *good { format!("good until {}", moment(*good_until)) } else { "over".to_owned() };
                let memory = match memory_gpus {
                    0 => "no memory".to_owned(),
                    shown => format!("{memory_mib} MiB of {shown}"),
                };
                let of = worker.gpus;
                format!("{gpus} of {of}, at {score} int8 operations a second, and {memory}, in epoch {epoch}; {good}")
            }
        };
        properties(
            colour,
            [
                ("worker", worker.worker.clone()),
                ("operator", worker.operator.clone()),
                ("key", worker.key.clone()),
                ("encryption key", worker.encryption_key.clone()),
                ("state", worker.standing().to_owned()),
                ("GPUs", format!("{} with {} GiB each", worker.gpus, worker.vram_gib)),
                ("proven", proven),
                ("jobs", format!("{} of {}", worker.jobs, worker.max_jobs)),
                ("completed", worker.completed.to_string()),
                ("failed", worker.failed.to_string()),
                ("busy", span(worker.busy_seconds)),
                ("registered", moment(worker.registered_at)),
            ],
        )
    }
}
