//! `furnace job close`

use clap::Args;
use furnace_client::accounts::JobState;

use super::{Target, require_state, view};
use crate::cli::{context::Context, report::Receipt};

/// Close an ended job; its rent goes back to whoever paid it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job close 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Close {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Close, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    let ends: Vec<JobState> = JobState::ALL.iter().copied().filter(|state| state.is_final()).collect();
    require_state(&job, &ends, "only an ended job can be closed")?;
    let signature = furnace.job_close(&wallet, &job).await?;
    let receipt = Receipt::new(signature, format!("closed job {}", job.address))
        .with("job", job.address.to_string())
        .with("state", view::state_name(job.data.state()))
        .with("rent_payer", job.data.rent_payer.to_string());
    context.output.result(&receipt)
}
