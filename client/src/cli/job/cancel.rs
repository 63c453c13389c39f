//! `furnace job cancel`

use clap::Args;
use furnace_client::{accounts::JobState, furnace::Sweep};

use super::{Target, require_state};
use crate::cli::{context::Context, finishing::finish};

/// Withdraw a job that nobody has claimed; its price is free again.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job cancel 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Cancel {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Cancel, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    require_state(&job, &[JobState::Open], "only an open job can be cancelled")?;
    let signature = furnace.job_cancel(&wallet, &job).await?;
    let receipt = command.target.receipt(signature, JobState::Cancelled, "cancelled job");
    // Whoever waited in its crew is free to go.
    let further = finish(&furnace, &wallet, &job.address, Sweep::default(), context).await?;
    let further: Vec<String> = further.iter().map(ToString::to_string).collect();
    let refunded = job.data.escrow.reserved;
    context.output.result(&receipt.with("refunded", refunded).with("further_signatures", further))
}
