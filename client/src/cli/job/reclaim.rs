//! `furnace job reclaim`

use clap::Args;
use furnace_client::accounts::{JobState, PenaltyLedger};
use furnace_client::{furnace::Furnace, pda};

use super::{Target, require_state, view};
use crate::cli::{
    context::Context,
    report::{Receipt, heat},
};

/// Take a job from a worker that missed the deadline, and be paid for it; anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job reclaim 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Reclaim {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Reclaim, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    require_state(&job, &[JobState::Assigned, JobState::Running], "only a job that a worker holds can be reclaimed")?;
    let before = slashed(&furnace).await?;
    let signature = furnace.job_reclaim(&wallet, &job).await?;
    let penalty = slashed(&furnace).await?.saturating_sub(before);
    let state = view::state_name(command.target.read(&furnace).await?.data.state());
    let sentence = format!("reclaimed job {}: {} slashed, the job is {state}", job.address, heat(penalty));
    let receipt = Receipt::new(signature, sentence)
        .with("job", job.address.to_string())
        .with("state", state)
        .with("worker", job.data.worker.to_string())
        .with("slashed", penalty);
    context.output.result(&receipt)
}

async fn slashed(furnace: &Furnace) -> anyhow::Result<u64> {
    let ledger = furnace.find::<PenaltyLedger>(&pda::penalty_ledger()).await?;
    Ok(ledger.map_or(0, |ledger| ledger.data.slashed))
}
