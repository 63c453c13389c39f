//! `furnace job settle`

use clap::Args;
use furnace_client::{accounts::JobState, furnace::Sweep};

use super::{Target, require_state};
use crate::cli::{context::Context, finishing::finish};

/// Settle a job whose review window ended, or whose dispute found no verdict, and pay everyone it owes; anyone may.
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
    let settled = JobState::Settled;
    let otherwise = "only a job with a result can be settled";
    require_state(&job, &[JobState::Review, JobState::Disputed, settled], otherwise)?;
    let mut signatures = Vec::new();
    if job.data.state() != Some(settled) {
        let settling = if job.data.has_crew() {
            furnace.crew_settle(&wallet, &job).await
        } else {
            furnace.job_settle(&wallet, &job).await
        };
        signatures.push(settling?);
    }
    signatures.extend(finish(&furnace, &wallet, &job.address, Sweep::default(), context).await?);
    command.target.done(&signatures, &furnace, "settled job", context).await
}
