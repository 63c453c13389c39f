//! `furnace job settle`

use clap::Args;
use furnace_client::accounts::JobState;

use super::{Target, require_state};
use crate::cli::context::Context;

/// Settle a job whose review window ended; anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job settle 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Settle {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Settle, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    require_state(&job, &[JobState::Review], "only a job in review can be settled")?;
    let signature = furnace.job_settle(&wallet, &job).await?;
    context.output.result(&command.target.receipt(signature, JobState::Settled, "settled job"))
}
