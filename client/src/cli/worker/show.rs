//! `furnace worker show`

use clap::Args;
use furnace_client::accounts::Worker;
use solana_address::Address;

use super::view::WorkerView;
use crate::cli::{
    context::Context,
    report::{Report, moment, properties, span},
};

/// Show a worker.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace worker show 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Show {
    /// The worker, as 'furnace worker list' names it.
    worker: Address,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let worker = context.furnace()?.get::<Worker>(&command.worker).await?;
    context.output.result(&WorkerView::from(&worker))
}

impl Report for WorkerView {
    fn text(&self, colour: bool) -> String {
        properties(
            colour,
            [
                ("worker", self.worker.clone()),
                ("operator", self.operator.clone()),
                ("key", self.key.clone()),
                ("encryption key", self.encryption_key.clone()),
                ("state", self.standing().to_owned()),
                ("GPUs", format!("{} with {} GiB each", self.gpus, self.vram_gib)),
                ("jobs", format!("{} of {}", self.jobs, self.max_jobs)),
                ("completed", self.completed.to_string()),
                ("failed", self.failed.to_string()),
                ("busy", span(self.busy_seconds)),
                ("registered", moment(self.registered_at)),
            ],
        )
    }
}
