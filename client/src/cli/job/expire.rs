//! `furnace job expire`

use clap::Args;
use furnace_client::{accounts::JobState, furnace::Sweep};

use super::{Target, require_state};
use crate::cli::{context::Context, finishing::finish};

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
    // Whoever waited in its crew is free to go.
    let further = finish(&furnace, &wallet, &job.address, Sweep::default(), context).await?;
    let further: Vec<String> = further.iter().map(ToString::to_string).collect();
    let refunded = job.data.escrow.reserved;
    context.output.result(&receipt.with("refunded", refunded).with("further_signatures", further))
}
