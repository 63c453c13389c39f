//! `furnace job expire`

use clap::Args;
use furnace_client::accounts::JobState;

use super::{Target, require_state};
use crate::cli::context::Context;

/// End a job that nobody claimed in time; anyone may. Its price is free again.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job expire 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Expire {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Expire, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    require_state(&job, &[JobState::Open], "only an open job can expire")?;
    let signature = furnace.job_expire(&wallet, &job).await?;
    let receipt = command.target.receipt(signature, JobState::Expired, "expired job");
    context.output.result(&receipt.with("refunded", job.data.price))
}
