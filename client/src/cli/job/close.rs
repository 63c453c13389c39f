//! `furnace job close`

use clap::Args;
use furnace_client::{accounts::JobState, furnace::Sweep};

use super::{Target, require_state, view};
use crate::cli::{context::Context, failure::refusal, finishing::finish, report::Batch};

/// Close an ended job with its bids and its crew; the rent goes back to whoever paid it.
///
/// Whoever is still owed something is paid first, and workers of a crew that never delivered are reported. The client may
/// close at once, anyone else a week after the end.
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
    let everything = Sweep { report: true, close: true };
    let signatures = finish(&furnace, &wallet, &job.address, everything, context).await?;
    if furnace.find::<furnace_client::accounts::Job>(&job.address).await?.is_some() {
        let open = refusal(format!("job {} cannot be closed yet", job.address));
        return Err(open
            .hint("workers of its crew may still reveal, or it is kept for everyone to read for a week")
            .into());
    }
    let receipt = Batch::new(&signatures, format!("closed job {}", job.address))
        .with("job", job.address.to_string())
        .with("state", view::state_name(job.data.state()))
        .with("rent_payer", job.data.rent_payer.to_string());
    context.output.result(&receipt)
}
